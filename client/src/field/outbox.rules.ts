/**
 * What waits on the phone to be sent, and what is next. Pure.
 *
 * Everything goes in the order it was written, each with an id of its own, so that what is
 * sent again is done once. What was refused stays for its writer to decide on; what belongs
 * to it waits behind it, and the rest goes on.
 */
import type { DutyState } from '../../../config/contract/duty.ts';
import { ERROR_STATUS } from '../../../config/contract/errors.ts';
import type { EvidenceKind } from '../../../config/contract/evidence.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { ActName, IncidentAct } from '../../../config/contract/incident-act.ts';
import type { Position } from '../../../config/contract/place.ts';
import type { RouteInput } from '../../../config/contract/routes.ts';
import type { ShownFailure } from '../api/failure.ts';

export type ReportBody = RouteInput<'POST /api/incidents'>;
export type Attachment = {
  evidenceId: string;
  kind: EvidenceKind;
  bytes: Blob;
  takenAtMs: number;
  position: Position | null;
};

export type Written =
  | { kind: 'report'; incidentId: string; body: ReportBody }
  | { kind: 'act'; incidentId: string; actId: string; act: IncidentAct }
  | { kind: 'evidence'; incidentId: string; attachment: Attachment }
  | { kind: 'duty'; state: DutyState };

export type OutboxItem = {
  /** Given by the phone's database, rising. */
  order: number;
  personId: string;
  writtenAtMs: number;
  /** What it is about, in words. */
  title: string;
  what: Written;
  /** Why the server refused it; null while it waits. */
  failure: ShownFailure | null;
};

export function nextToSend(items: readonly OutboxItem[]): OutboxItem | undefined {
  return items.find((item) => item.failure === null && !isHeld(item, items));
}

/** Behind one that was refused: whatever belongs to a report, and an act after an act. */
export function isHeld(item: OutboxItem, items: readonly OutboxItem[]): boolean {
  const about = incidentOf(item);
  if (about === null) return false;
  return items.some(
    (other) =>
      other.order < item.order &&
      other.failure !== null &&
      incidentOf(other) === about &&
      (other.what.kind === 'report' || (other.what.kind === 'act' && item.what.kind === 'act')),
  );
}

/** What goes with an item that is thrown away: nothing can follow a report that never was. */
export function withDependents(item: OutboxItem, items: readonly OutboxItem[]): OutboxItem[] {
  if (item.what.kind !== 'report') return [item];
  const { incidentId } = item.what;
  return items.filter((other) => incidentOf(other) === incidentId);
}

function incidentOf({ what }: Pick<OutboxItem, 'what'>): string | null {
  return 'incidentId' in what ? what.incidentId : null;
}

const SIGNED_OUT: readonly string[] = ['NOT_SIGNED_IN', 'SESSION_ENDED', 'ACCOUNT_DISABLED'];
/** Too many, not now, no room: the server says so of itself, not of what was sent. */
const NOT_NOW: readonly number[] = [429, 503, 507];

/** later: it is tried again by itself · signedOut: it waits for its writer · refused: it stays with its reason. */
export function verdictOf({ code }: ShownFailure): 'later' | 'signedOut' | 'refused' {
  if (code === 'SERVER_AWAY') return 'later';
  if (SIGNED_OUT.includes(code)) return 'signedOut';
  return code in ERROR_STATUS && NOT_NOW.includes(ERROR_STATUS[code as keyof typeof ERROR_STATUS])
    ? 'later'
    : 'refused';
}

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

export function delayAfter(failedTimes: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, failedTimes - 1));
}

type PartState = Incident['assignments'][number]['state'];
const PART_AFTER: Partial<Record<ActName, PartState>> = {
  accept: 'accepted',
  arrive: 'arrived',
  finish: 'done',
  return: 'returned',
};
const STATE_AFTER: Partial<Record<ActName, Incident['state']>> = {
  accept: 'handling',
  finish: 'handled',
  verified: 'reported',
  checked: 'handled',
};

/** The incident as it will be once what waits has arrived, so that one may go on without signal. */
export function withWaiting(incident: Incident, items: readonly OutboxItem[], unitId: string | null): Incident {
  let soon = incident;
  for (const { what, failure } of items) {
    if (failure === null && what.kind === 'act' && what.incidentId === incident.id)
      soon = after(what.act, soon, unitId);
  }
  return soon;
}

/** What was done on the phone and the server does not know of yet. */
export function waitingActs(incidentId: string, items: readonly OutboxItem[]): ActName[] {
  return items.flatMap(({ what }) => (what.kind === 'act' && what.incidentId === incidentId ? [what.act.act] : []));
}

function after(done: IncidentAct, incident: Incident, unitId: string | null): Incident {
  const { act } = done;
  const part = PART_AFTER[act];
  const forUnit = ('unitId' in done && done.unitId) || unitId;
  return {
    ...incident,
    state: STATE_AFTER[act] ?? incident.state,
    spotTask: act === 'verified' || act === 'checked' ? null : incident.spotTask,
    assignments: incident.assignments.map((each) =>
      part && each.unitId === forUnit ? { ...each, state: part } : each,
    ),
  };
}
