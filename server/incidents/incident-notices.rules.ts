/** Who must know of an act, or of what a clock said. Pure; who that is by name, the service looks up. */
import { type Assignment, type Incident, leadOf } from '../../config/contract/incident.ts';
import type { NoticeKind } from '../../config/contract/notice.ts';
import type { ClockWord } from './incident-clock.rules.ts';

export type Audience =
  | { to: 'unit'; unitId: string }
  | { to: 'head'; unitId: string }
  | { to: 'people'; personIds: readonly string[] }
  | { to: 'desk' }
  | { to: 'supervisors' };

/** `note` is said instead of the words of the act. */
export type Told = { kind: NoticeKind; audience: Audience; about: string; mustBeRead: boolean; note?: string };

const DESK: Audience = { to: 'desk' };
const SUPERVISORS: Audience = { to: 'supervisors' };

export function toldByAct(before: Incident | undefined, after: Incident): Told[] {
  const { act, unitName, about } = after.last;
  const lead = leadOf(after);
  switch (act) {
    case 'report':
      return after.source === 'operator' || after.source === 'alert'
        ? []
        : [told('reported', DESK, after.reporter.name)];
    case 'dispatch':
    case 'addUnits':
      return [...newlyAsked(before, after), ...newlyWithdrawn(before, after)];
    case 'accept':
    case 'settle':
    case 'cancel':
    case 'close':
    case 'merge':
      return newlyWithdrawn(before, after);
    case 'return':
      return [told('returned', DESK, unitName), ...newlyWithdrawn(before, after)];
    case 'verify':
    case 'check':
      return after.spotTask
        ? [told('spotTask', { to: 'people', personIds: after.spotTask.people.map(({ personId }) => personId) }, '')]
        : [];
    case 'mediation.assign':
      return after.mediator ? [told('mediator', { to: 'people', personIds: [after.mediator.personId] }, '')] : [];
    case 'verified':
    case 'checked':
      return [told('found', DESK, after.last.by?.name ?? '')];
    case 'finish':
      return after.state === 'handled' ? [told('handled', DESK, unitName)] : [];
    case 'askBackup':
      return [told('backup', DESK, unitName)];
    case 'rework':
      return lead ? [told('rework', { to: 'unit', unitId: lead.unitId }, '')] : [];
    case 'supervise': {
      const order = after.supervisions.at(-1);
      return order?.unitId
        ? [told('supervised', { to: 'unit', unitId: order.unitId }, about)]
        : [told('supervised', DESK, '')];
    }
    case 'confer':
      return [...inHand(after), SUPERVISORS].map((audience) => told('conference', audience, about));
    case 'escalate':
      return [...inHand(after), SUPERVISORS].map((audience) => told('levelChanged', audience, after.level));
    case 'suspend':
      return inHand(after).map((audience) => told('suspended', audience, ''));
    case 'resume':
      return inHand(after).map((audience) => told('resumed', audience, ''));
    case 'extend':
      return inHand(after).map((audience) => told('extended', audience, ''));
    case 'reopen':
      return [told('reopened', DESK, '')];
    case 'reply':
      return [told('replied', SUPERVISORS, unitName)];
    default:
      return [];
  }
}

/** Whoever has it now is warned; the longer it lasts, the higher it goes. `part`: whose clock it was, of the units that assist. */
export function toldByClock(incident: Incident, word: ClockWord, part: Assignment | null): Told[] {
  if (part) return toldOfPart(part, word);
  const lead = incident.state === 'dispatched' || incident.state === 'handling' ? leadOf(incident) : undefined;
  const holder: Audience = lead ? { to: 'unit', unitId: lead.unitId } : DESK;
  const about = incident.clock?.stage ?? '';
  switch (word) {
    case 'warned':
      return [told('warned', holder, about)];
    case 'overdue':
      return [
        told('overdue', lead ? { to: 'head', unitId: lead.unitId } : holder, about),
        ...(lead ? [told('overdue', DESK, about)] : []),
      ];
    case 'escalated':
      return [told('escalated', SUPERVISORS, about)];
    case 'supervised':
      return [told('supervised', holder, about), told('escalated', SUPERVISORS, about)];
    case 'spotTaskOverdue':
      return [told('overdue', DESK, incident.spotTask?.kind ?? '')];
    case 'replyOverdue':
      return [told('escalated', SUPERVISORS, 'reply')];
  }
}

/** As of the lead; the others are told whose part it is. */
function toldOfPart({ unitId, unitName, clock }: Assignment, word: ClockWord): Told[] {
  const about = clock?.stage ?? '';
  const tell = (kind: NoticeKind, audience: Audience) => ({ ...told(kind, audience, about), note: unitName });
  switch (word) {
    case 'warned':
      return [tell('warned', { to: 'unit', unitId })];
    case 'overdue':
      return [tell('overdue', { to: 'head', unitId }), tell('overdue', DESK)];
    case 'supervised':
      return [tell('supervised', { to: 'unit', unitId }), tell('escalated', SUPERVISORS)];
    default:
      return [tell('escalated', SUPERVISORS)];
  }
}

/** These are worth nothing unread: what is not read in time goes up. */
const MUST_BE_READ: readonly NoticeKind[] = [
  'assigned',
  'returned',
  'spotTask',
  'mediator',
  'rework',
  'warned',
  'supervised',
  'overdue',
  'conference',
  'levelChanged',
  'resumed',
  'reopened',
  'backup',
];

function told(kind: NoticeKind, audience: Audience, about: string): Told {
  return { kind, audience, about, mustBeRead: MUST_BE_READ.includes(kind) };
}

/** Units that were asked and have neither returned it nor been relieved of it. */
function inHand({ assignments }: Incident): Audience[] {
  return assignments
    .filter(({ state }) => state !== 'returned' && state !== 'withdrawn')
    .map(({ unitId }) => ({ to: 'unit', unitId }));
}

function newlyAsked(before: Incident | undefined, after: Incident): Told[] {
  return after.assignments
    .filter((each, index) => each.state === 'offered' && before?.assignments[index]?.state !== 'offered')
    .map(({ unitId, role }) => told('assigned', { to: 'unit', unitId }, role));
}

/** Who was done with it when it was dispatched anew lost nothing. */
function newlyWithdrawn(before: Incident | undefined, after: Incident): Told[] {
  return after.assignments
    .filter(({ state, doneAtMs }, index) => {
      return state === 'withdrawn' && doneAtMs === null && before?.assignments[index]?.state !== 'withdrawn';
    })
    .map(({ unitId }) => told('withdrawn', { to: 'unit', unitId }, after.last.unitName));
}
