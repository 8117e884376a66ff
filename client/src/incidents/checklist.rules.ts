/** How far a check-list is, and what of it is late. Pure. */
import type { Checklist, ChecklistItem } from '../../../config/contract/plan.ts';

export type ItemLook = 'done' | 'over' | 'open';

/** What is over its time stays so until it is done; of an incident that has ended nothing is late any more. */
export function itemLook({ done, dueAtMs }: ChecklistItem, nowMs: number, hasEnded: boolean): ItemLook {
  if (done) return 'done';
  return dueAtMs !== null && nowMs >= dueAtMs && !hasEnded ? 'over' : 'open';
}

export function doneCount({ items }: Pick<Checklist, 'items'>): number {
  return items.filter(({ done }) => done !== null).length;
}
