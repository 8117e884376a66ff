/** A plan that is taken up in an incident, and its items ticked and unticked. Pure. */
import { AppError } from '../../config/contract/errors.ts';
import type { Incident, Named } from '../../config/contract/incident.ts';
import type { ChecklistItem, Plan } from '../../config/contract/plan.ts';

type By = { by: Named; nowMs: number };

/** One that nobody has begun gives way to another. Errors: PLAN_IN_USE. */
export function takenUp(incident: Incident, plan: Plan, { by, nowMs }: By): Incident {
  const { checklist: before } = incident;
  if (before?.items.some(({ done }) => done !== null)) throw new AppError('PLAN_IN_USE', { name: before.name });
  const items = plan.steps.map(
    ({ text, unitName, minutes }, nth): ChecklistItem => ({
      id: String(nth + 1),
      ...{ text, unitName, done: null },
      dueAtMs: minutes === null ? null : nowMs + minutes * 60_000,
    }),
  );
  const { id, version, name } = plan;
  return { ...incident, checklist: { planId: id, version, name, takenUpAtMs: nowMs, takenUpBy: by, items } };
}

/** Errors: PLAN_ITEM_NOT_FOUND, PLAN_ITEM_DONE, which says by whom. */
export function ticked(incident: Incident, act: { itemId: string; note: string }, { by, nowMs }: By): Incident {
  const item = itemOf(incident, act.itemId);
  if (item.done) throw new AppError('PLAN_ITEM_DONE', { text: item.text, by: item.done.by.name });
  return withItem(incident, { ...item, done: { by, atMs: nowMs, note: act.note } });
}

/** Errors: PLAN_ITEM_NOT_FOUND, PLAN_ITEM_OPEN. */
export function unticked(incident: Incident, { itemId }: { itemId: string }): Incident {
  const item = itemOf(incident, itemId);
  if (!item.done) throw new AppError('PLAN_ITEM_OPEN', { text: item.text });
  return withItem(incident, { ...item, done: null });
}

export function itemOf({ checklist }: Pick<Incident, 'checklist'>, itemId: string): ChecklistItem {
  const item = checklist?.items.find(({ id }) => id === itemId);
  if (!item) throw new AppError('PLAN_ITEM_NOT_FOUND', { itemId });
  return item;
}

function withItem(incident: Incident, item: ChecklistItem): Incident {
  const { checklist } = incident;
  if (!checklist) return incident;
  const items = checklist.items.map((each) => (each.id === item.id ? item : each));
  return { ...incident, checklist: { ...checklist, items } };
}
