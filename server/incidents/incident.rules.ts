/** What an incident is when it is reported, and how it is numbered. What is done with it: incident-act.rules.ts. Pure. */
import { AppError } from '../../config/contract/errors.ts';
import type { Incident, IncidentWord, ReportIncident } from '../../config/contract/incident.ts';
import { DEFAULT_STAGE_LIMITS, type Matter } from '../../config/contract/matter.ts';
import { dayOf as siteDayOf } from '../../config/contract/site-day.ts';
import { type WorkTime, withClock } from './incident-clock.rules.ts';
import { incidentScope } from './incident-scope.rules.ts';

/** The row of the catalogue an incident is filed under, as it stands then. */
export type FiledMatter = NonNullable<Incident['matter']> & Pick<Incident, 'task' | 'limits' | 'level'>;

export type Reported = Pick<
  Incident,
  | 'id'
  | 'number'
  | 'title'
  | 'description'
  | 'source'
  | 'level'
  | 'task'
  | 'form'
  | 'cameraId'
  | 'gridId'
  | 'community'
  | 'position'
  | 'address'
  | 'alertId'
  | 'reporter'
  | 'confidential'
  | 'drill'
> & {
  matter: FiledMatter | null;
  cameraGroupId: string | null;
  governanceGridIds: readonly string[];
  splitFrom?: Incident['splitFrom'];
  /** Those of the case that it is a part of. */
  insiders?: Incident['insiders'];
  word: Pick<IncidentWord, 'by' | 'unitName' | 'note'>;
};

export function open(reported: Reported, nowMs: number, time: WorkTime): Incident {
  const { cameraGroupId, governanceGridIds, word, matter, splitFrom = null, insiders = [], ...what } = reported;
  const incident: Omit<Incident, 'scope'> = {
    ...what,
    ...underMatter(matter),
    splitFrom,
    task: matter?.task ?? what.task,
    state: 'reported',
    reportedAtMs: nowMs,
    filedAtMs: null,
    assignments: [],
    spotTask: null,
    findings: [],
    clock: null,
    stages: [],
    suspended: null,
    extensionCount: 0,
    returnCount: 0,
    reworkCount: 0,
    supervisions: [],
    mergedInto: null,
    insiders,
    mediator: null,
    checklist: null,
    closer: null,
    closedAtMs: null,
    closingNote: '',
    last: { act: 'report', about: '', position: what.position, ...word },
  };
  return withClock({ ...incident, scope: incidentScope(incident, cameraGroupId, governanceGridIds) }, nowMs, time);
}

export function underMatter(matter: FiledMatter | null): Pick<Incident, 'matter' | 'limits'> {
  if (!matter) return { matter: null, limits: DEFAULT_STAGE_LIMITS };
  const { matterId, version, code, name, standard, limits } = matter;
  return { matter: { matterId, version, code, name, ...(standard !== undefined && { standard }) }, limits };
}

/** What an incident keeps of the catalogue's row: how long it may take by the standard it comes under. Errors: MATTER_STANDARD_UNKNOWN. */
export function filedMatter(matter: Matter, standard = 0): FiledMatter {
  const { id, version, code, name, task, limits, level, standards } = matter;
  const chosen = standards[standard];
  if (!chosen && standard > 0) {
    throw new AppError('MATTER_STANDARD_UNKNOWN', { matter: name, number: standard + 1, count: standards.length });
  }
  const handle = chosen?.handleLimit ?? limits.handle;
  const which = chosen && { standard };
  return { matterId: id, version, code, name, ...which, task, level, limits: { ...limits, handle } };
}

/** Who told of it: whoever reports, or somebody who telephoned or came to the desk. */
export function reporterOf(
  { informant, informantPhone }: Pick<ReportIncident, 'informant' | 'informantPhone'>,
  by: { id: string; name: string },
): Incident['reporter'] {
  return { personId: by.id, name: informant === '' ? by.name : informant, phone: informantPhone };
}

/** The day as the site's calendar has it, such as `20261123`, whatever the machine's own zone. */
export function dayOf(atMs: number, timeZone: string): string {
  return siteDayOf(atMs, timeZone).replaceAll('-', '');
}

export function numberOf(day: string, nth: number): string {
  return `${day}-${String(nth).padStart(4, '0')}`;
}
