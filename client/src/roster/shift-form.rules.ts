/** From what was typed about a shift to what the server is asked. Pure. */
import type { AddShift, Shift } from '../../../config/contract/roster.ts';
import { momentOf } from '../../../config/contract/site-day.ts';

export type ShiftForm = AddShift;

const BEGINS = 8 * 60;
const ENDS = 20 * 60;

/** A new one is by day, until somebody says otherwise. */
export function formOf(
  shift: Shift | null,
  { day, unitId, timeZone }: { day: string; unitId: string | null; timeZone: string },
): ShiftForm {
  if (shift) {
    const { leader, people, name, fromMs, toMs, place, focus } = shift;
    const personIds = people.map(({ personId }) => personId);
    return { unitId: shift.unitId, name, fromMs, toMs, leaderId: leader.personId, personIds, place, focus };
  }
  const [fromMs, toMs] = [momentOf(day, BEGINS, timeZone), momentOf(day, ENDS, timeZone)];
  return { unitId, name: '', fromMs, toMs, leaderId: '', personIds: [], place: '', focus: '' };
}

export function shiftMistakes({
  name,
  fromMs,
  toMs,
  leaderId,
}: ShiftForm): ('name' | 'fromMs' | 'toMs' | 'leaderId')[] {
  return [
    ...(name.trim() === '' ? (['name'] as const) : []),
    ...(toMs <= fromMs ? (['toMs'] as const) : []),
    ...(leaderId === '' ? (['leaderId'] as const) : []),
  ];
}
