/** Whose a shift is, and which cannot stand beside each other. Pure. */
import { AppError } from '../../config/contract/errors.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { AddShift, Shift } from '../../config/contract/roster.ts';

const SHIFT_LONGEST_MS = 48 * 3_600_000;

type Times = Pick<Shift, 'unitId' | 'name' | 'fromMs' | 'toMs'>;

/** The command room's is for everybody who may know who is on duty; a unit's for that unit, and for who is in it. */
export function shiftScope({ unitId, leader, people }: Pick<Shift, 'unitId' | 'leader' | 'people'>): Scope {
  const everybodys: Scope = { action: 'duty.view', cameraGroupId: null };
  if (unitId === null) return everybodys;
  const personIds = [leader, ...people].map(({ personId }) => personId);
  return {
    ...everybodys,
    belonging: { unitIds: [unitId], community: null, gridIds: [], personIds, confidential: false },
  };
}

/** Errors: SHIFT_TIME_WRONG, PERSON_TWICE_IN_SHIFT. */
export function requireSound({ name, fromMs, toMs, leaderId, personIds }: Omit<AddShift, 'unitId'>): void {
  if (toMs <= fromMs || toMs - fromMs > SHIFT_LONGEST_MS) throw new AppError('SHIFT_TIME_WRONG', { name });
  const all = [leaderId, ...personIds];
  if (new Set(all).size < all.length) throw new AppError('PERSON_TWICE_IN_SHIFT', { name });
}

/** One shift of a unit, or of the command room, at a time. Errors: SHIFT_OVERLAPS. */
export function requireApart(shift: Times, others: readonly Times[]): void {
  const other = others.find((each) => each.unitId === shift.unitId && doOverlap(each, shift));
  if (!other) return;
  const { name, fromMs } = other;
  throw new AppError('SHIFT_OVERLAPS', { name: shift.name, fromMs: shift.fromMs, other: name, otherFromMs: fromMs });
}

function doOverlap(one: Times, other: Times): boolean {
  return one.fromMs < other.toMs && other.fromMs < one.toMs;
}
