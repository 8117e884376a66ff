/** From what was typed about a plan to what the server is asked. Pure. */
import type { AddPlan, Plan, PlanStep } from '../../../config/contract/plan.ts';

/** `key` is the row's own, so that what is typed stays with its row when steps move. */
export type StepForm = PlanStep & { key: number };
export type PlanForm = Omit<AddPlan, 'steps'> & { steps: StepForm[] };

export function formOfPlan(plan: Plan | null): PlanForm {
  const steps = (plan?.steps ?? []).map((step, key) => ({ ...step, key }));
  return {
    name: plan?.name ?? '',
    matterIds: plan?.matterIds ?? [],
    levels: plan?.levels ?? [],
    steps: steps.length > 0 ? steps : withStep([]),
    disabled: plan?.disabled ?? false,
  };
}

export function withStep(steps: readonly StepForm[]): StepForm[] {
  const key = Math.max(-1, ...steps.map((step) => step.key)) + 1;
  return [...steps, { key, text: '', unitName: '', minutes: null }];
}

/** The first has nowhere to go. */
export function movedUp(steps: readonly StepForm[], at: number): StepForm[] {
  const [before, moved] = [steps[at - 1], steps[at]];
  if (!before || !moved) return [...steps];
  return [...steps.slice(0, at - 1), moved, before, ...steps.slice(at + 1)];
}

/** Steps without words are taken for not there. */
export function toPlan({ steps, ...form }: PlanForm): AddPlan {
  return {
    ...form,
    name: form.name.trim(),
    steps: steps
      .map(({ key, ...step }) => ({ ...step, text: step.text.trim(), unitName: step.unitName.trim() }))
      .filter(({ text }) => text !== ''),
  };
}

export function planMistakes(form: PlanForm): ('name' | 'steps')[] {
  const { name, steps } = toPlan(form);
  return [...(name === '' ? (['name'] as const) : []), ...(steps.length === 0 ? (['steps'] as const) : [])];
}
