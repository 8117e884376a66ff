/** Which plans fit, what of a check-list is late, and a plan as it is typed. */
import { expect, test } from 'vitest';
import { doneCount, itemLook } from '../../../client/src/incidents/checklist.rules.ts';
import { formOfPlan, movedUp, planMistakes, toPlan, withStep } from '../../../client/src/plans/plan-form.rules.ts';
import type { MatterLevel } from '../../../config/contract/matter.ts';
import { type ChecklistItem, type Plan, planFits } from '../../../config/contract/plan.ts';

const PLAN: Plan = {
  ...{ id: 'p', version: 1, name: '预案', matterIds: [], levels: [], disabled: false, changedAtMs: 0 },
  steps: [{ text: '疏散', unitName: '', minutes: 5 }],
  changedBy: { personId: null, name: '系统' },
};
const by = { personId: 'p1', name: '李敏' };
const item = (known: Partial<ChecklistItem>): ChecklistItem => ({
  ...{ id: '1', text: '疏散', unitName: '', dueAtMs: 100, done: null },
  ...known,
});

test.each<[Partial<Plan>, string | null, MatterLevel, boolean]>([
  [{}, null, 'general', true],
  [{ disabled: true }, null, 'general', false],
  [{ matterIds: ['m'] }, 'm', 'general', true],
  [{ matterIds: ['m'] }, 'n', 'general', false],
  [{ matterIds: ['m'] }, null, 'general', false],
  [{ levels: ['major'] }, null, 'major', true],
  [{ levels: ['major'] }, 'm', 'general', false],
  [{ matterIds: ['m'], levels: ['major'] }, 'm', 'general', false],
])('a plan with %o for matter %s of level %s: %s', (known, matterId, level, fits) => {
  const matter = matterId === null ? null : { matterId };
  expect(planFits({ ...PLAN, ...known }, { matter, level })).toBe(fits);
});

test.each([
  [item({}), 99, false, 'open'],
  [item({}), 100, false, 'over'],
  [item({}), 100, true, 'open'],
  [item({ dueAtMs: null }), 1_000, false, 'open'],
  [item({ done: { by, atMs: 50, note: '' } }), 100, false, 'done'],
] as const)('%o at %s ms, ended %s: %s', (given, nowMs, ended, look) => {
  expect(itemLook(given, nowMs, ended)).toBe(look);
});

test('progress counts what is done', () => {
  expect(doneCount({ items: [item({}), item({ done: { by, atMs: 1, note: '' } })] })).toBe(1);
});

test('a plan comes back from its form, steps move with their words, and empty ones are left out', () => {
  const form = formOfPlan(PLAN);
  expect(toPlan(form)).toEqual({ name: '预案', matterIds: [], levels: [], steps: PLAN.steps, disabled: false });
  const two = withStep(form.steps).map((step, at) => (at === 1 ? { ...step, text: ' 警戒 ' } : step));
  expect(movedUp(two, 1).map(({ text }) => text)).toEqual([' 警戒 ', '疏散']);
  expect(movedUp(two, 0)).toEqual(two);
  const typed = { ...form, steps: withStep(movedUp(two, 1)) };
  expect(toPlan(typed).steps.map(({ text }) => text)).toEqual(['警戒', '疏散']);
});

test('a plan needs a name and a step', () => {
  expect(planMistakes(formOfPlan(null))).toEqual(['name', 'steps']);
  expect(planMistakes(formOfPlan(PLAN))).toEqual([]);
});
