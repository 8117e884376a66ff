/** Who signs a hand-over when, what it becomes, and which are late. Pure. */
import { AppError } from '../../config/contract/errors.ts';
import type { Named } from '../../config/contract/incident.ts';
import { type Holder, maySee, type Scope } from '../../config/contract/rights.ts';
import {
  type DoHandover,
  type Handover,
  type HandoverAct,
  type HandoverState,
  isInShift,
  rosterScope,
  type Shift,
} from '../../config/contract/roster.ts';

/** Whoever leaves may sign so long before the end: both are there ten minutes early, and some sooner. */
const SIGNABLE_BEFORE_MS = 3_600_000;
/** Unsigned this long after the end, everybody at the desk is told. */
export const LATE_AFTER_MS = 15 * 60_000;
/** What nobody signed for so long is not told of any more. */
export const LATE_FOR_MS = 24 * 3_600_000;

const FROM: Record<HandoverAct, readonly HandoverState[]> = {
  save: ['none', 'draft'],
  handOver: ['none', 'draft'],
  takeOver: ['handedOver'],
  sendBack: ['handedOver'],
};

export const NOTHING_WRITTEN: Omit<Handover, 'shiftId'> = {
  version: 0,
  lastAct: 'save',
  words: { orders: '', visits: '', lent: '', focus: '' },
  handedOver: null,
  takenOver: null,
  sentBack: [],
  open: null,
};

type Between = { shift: Shift; next: Shift | null };
export type Acting = { by: Named; nowMs: number; open: NonNullable<Handover['open']> | null };

export function handoverState(handover: Handover | undefined): HandoverState {
  if (!handover) return 'none';
  if (handover.takenOver) return 'takenOver';
  return handover.handedOver ? 'handedOver' : 'draft';
}

/** For the command room's desk, and for who is in one of the two shifts. */
export function handoverScope({ shift, next }: Between): Scope {
  const people = [shift, ...(next ? [next] : [])].flatMap(({ leader, people: others }) => [leader, ...others]);
  const personIds = [...new Set(people.map(({ personId }) => personId))];
  return {
    action: 'handover.view',
    cameraGroupId: null,
    belonging: { unitIds: [], community: null, gridIds: [], personIds, confidential: false },
  };
}

/** Who is in the shift that leaves writes and signs it; who is in the next takes it over. Whoever puts up the roster stands in for either. */
export function actsOf(
  holder: Holder & { id: string },
  between: Between,
  handover: Handover | undefined,
): HandoverAct[] {
  const { shift, next } = between;
  if (!maySee(holder, handoverScope(between))) return [];
  const standsIn = maySee(holder, rosterScope(null));
  const leaves = standsIn || isInShift(holder.id, shift);
  const comes = standsIn || (next !== null && isInShift(holder.id, next));
  const state = handoverState(handover);
  const allowed: Record<HandoverAct, boolean> = { save: leaves, handOver: leaves, takeOver: comes, sendBack: comes };
  const acts: HandoverAct[] = ['save', 'handOver', 'takeOver', 'sendBack'];
  return acts.filter((act) => allowed[act] && FROM[act].includes(state));
}

export function signableAtMs({ toMs }: Pick<Shift, 'toMs'>): number {
  return toMs - SIGNABLE_BEFORE_MS;
}

/** Errors: HANDOVER_CHANGED, HANDOVER_CANNOT_MOVE, HANDOVER_TOO_EARLY, HANDOVER_SAME_PERSON. */
export function handedOn(
  before: Handover | undefined,
  act: DoHandover,
  { shift, by, nowMs, open }: Acting & { shift: Shift },
): Handover {
  const last: Handover = before ?? { ...NOTHING_WRITTEN, shiftId: shift.id };
  const state = handoverState(before);
  if (act.version !== last.version) throw new AppError('HANDOVER_CHANGED', { shift: shift.name });
  if (!FROM[act.act].includes(state)) throw new AppError('HANDOVER_CANNOT_MOVE', { act: act.act, state });
  const handover = { ...last, version: last.version + 1, lastAct: act.act };
  switch (act.act) {
    case 'save':
      return { ...handover, words: act.words };
    case 'handOver':
      if (nowMs < signableAtMs(shift)) {
        throw new AppError('HANDOVER_TOO_EARLY', { shift: shift.name, fromMs: signableAtMs(shift) });
      }
      return { ...handover, words: act.words, open, handedOver: { by, atMs: nowMs, note: act.note } };
    case 'takeOver':
      if (last.handedOver?.by.personId === by.personId) throw new AppError('HANDOVER_SAME_PERSON', { name: by.name });
      return { ...handover, takenOver: { by, atMs: nowMs, note: act.note } };
    case 'sendBack':
      return {
        ...handover,
        open: null,
        handedOver: null,
        sentBack: [...last.sentBack, { by, atMs: nowMs, note: act.note }],
      };
  }
}

/** The last of those that ended a while ago and that nobody took over; null when all is signed. */
export function latestLate(
  shifts: readonly Shift[],
  states: ReadonlyMap<string, HandoverState>,
  nowMs: number,
): Shift | null {
  const late = shifts.filter(
    ({ id, unitId, toMs }) =>
      unitId === null && toMs + LATE_AFTER_MS <= nowMs && toMs + LATE_FOR_MS > nowMs && states.get(id) !== 'takenOver',
  );
  return late.toSorted((one, other) => one.toMs - other.toMs).at(-1) ?? null;
}
