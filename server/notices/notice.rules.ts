/** What a notice is, and what becomes of one that nobody reads. Pure. */
import { ENDED_STATES, type Incident } from '../../config/contract/incident.ts';
import type { Notice, NoticeChannel } from '../../config/contract/notice.ts';
import type { Person } from '../../config/contract/person.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { Audience, Told } from '../incidents/incident-notices.rules.ts';

export function newNotice(
  { kind, audience, about, mustBeRead, note }: Told,
  incident: Pick<Incident, 'id' | 'number' | 'title' | 'drill' | 'last'>,
  to: Pick<Person, 'id' | 'name'>,
  { id, nowMs, readWithinMs, isSentOn }: { id: string; nowMs: number; readWithinMs: number; isSentOn: boolean },
): Notice {
  return {
    id,
    kind,
    incidentId: incident.id,
    incidentNumber: incident.number,
    title: incident.title,
    about,
    note: note ?? incident.last.note,
    to: { personId: to.id, name: to.name },
    toldAs: 'unitId' in audience ? audience.unitId : audience.to,
    atMs: nowMs,
    ways: [way('console', nowMs), way('phone', nowMs), ...(isSentOn ? [way('webhook', null)] : [])],
    readAtMs: null,
    readDueAtMs: mustBeRead ? nowMs + readWithinMs : null,
    escalatedAtMs: null,
    drill: incident.drill,
    scope: noticeScope([to.id]),
  };
}

function way(channel: NoticeChannel, sentAtMs: number | null): Notice['ways'][number] {
  return { channel, sentAtMs, deliveredAtMs: null, failure: '' };
}

/**
 * Whether it needs nobody's eyes any more: one of those who were told the same as one read
 * it, the unit has answered, or the case is over.
 */
export function isHeeded(
  { kind, about, atMs, toldAs, readDueAtMs }: Notice,
  { told, incident, unitId }: { told: readonly Notice[]; incident: Incident | undefined; unitId: string | null },
): boolean {
  if (readDueAtMs === null || !incident || ENDED_STATES.includes(incident.state)) return true;
  const isOffered = incident.assignments.some((each) => each.unitId === unitId && each.state === 'offered');
  if (kind === 'assigned' && unitId !== null && !isOffered) return true;
  const alike = told.filter(
    (each) => each.kind === kind && each.about === about && each.atMs === atMs && each.toldAs === toldAs,
  );
  return alike.some(({ readAtMs }) => readAtMs !== null);
}

function noticeScope(personIds: string[]): Scope {
  const nobodyElse = { unitIds: [], community: null, gridIds: [], confidential: true };
  return { action: 'notice.view', cameraGroupId: null, belonging: { ...nobodyElse, personIds } };
}

/** Of a case that whoever was told may see no more it is in nobody's list, and waits for nobody. */
export function confined(notice: Notice, seesCase: boolean): Notice {
  const isTheirs = notice.scope.belonging?.personIds.length !== 0;
  if (isTheirs === seesCase) return notice;
  if (seesCase) return { ...notice, scope: noticeScope([notice.to.personId]) };
  return { ...notice, scope: noticeScope([]), readDueAtMs: null };
}

/** The people an audience is: those with an account that is not disabled. */
export function peopleOf(
  audience: Audience,
  people: readonly Person[],
  headOf: (unitId: string) => string | null,
): Person[] {
  const enabled = people.filter(({ disabled }) => !disabled);
  switch (audience.to) {
    case 'people':
      return enabled.filter(({ id }) => audience.personIds.includes(id));
    case 'unit':
      return enabled.filter(({ unitId }) => unitId === audience.unitId);
    case 'head': {
      const head = enabled.filter(({ id }) => id === headOf(audience.unitId));
      return head.length > 0 ? head : enabled.filter(({ unitId }) => unitId === audience.unitId);
    }
    case 'desk':
      return enabled.filter(({ role }) => role === 'operator' || role === 'supervisor');
    case 'supervisors': {
      const supervisors = enabled.filter(({ role }) => role === 'supervisor');
      return supervisors.length > 0 ? supervisors : enabled.filter(({ role }) => role === 'administrator');
    }
  }
}

export function read(notice: Notice, nowMs: number): Notice {
  return notice.readAtMs === null ? { ...notice, readAtMs: nowMs } : notice;
}

export function delivered(notice: Notice, channel: NoticeChannel, nowMs: number): Notice {
  return {
    ...notice,
    ways: notice.ways.map((way) =>
      way.channel === channel && way.deliveredAtMs === null ? { ...way, deliveredAtMs: nowMs } : way,
    ),
  };
}
