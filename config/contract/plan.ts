/**
 * Plans (预案): what is to be done when something of a kind happens, step by step.
 *
 * Taken up in an incident a plan becomes a check-list of its own, which stays as it was
 * when the plan is changed later.
 */
import { z } from 'zod';
import { MatterLevel } from './matter.ts';

const Named = z.object({ personId: z.string(), name: z.string() });

const PlanStep = z.strictObject({
  text: z.string().trim().min(1).max(200),
  /** Who sees to it; empty: whoever handles the incident. */
  unitName: z.string().trim().max(40),
  /** After the plan was taken up; null: without a time. */
  minutes: z.int().min(1).max(10_000).nullable(),
});
export type PlanStep = z.infer<typeof PlanStep>;

const PlanContent = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** None: of any matter. */
  matterIds: z.array(z.string()).max(50),
  /** None: of any level. */
  levels: z.array(MatterLevel),
  steps: z.array(PlanStep).min(1).max(40),
  disabled: z.boolean(),
});
export const AddPlan = PlanContent;
export type AddPlan = z.infer<typeof AddPlan>;

/** `version` is the one that was changed: somebody else's change in between is not overwritten. */
export const ChangePlan = PlanContent.partial().extend({ version: z.int().min(1) });
export type ChangePlan = z.infer<typeof ChangePlan>;

export const Plan = z.object({
  ...PlanContent.shape,
  id: z.string(),
  version: z.int(),
  changedAtMs: z.int(),
  changedBy: z.object({ personId: z.string().nullable(), name: z.string() }),
});
export type Plan = z.infer<typeof Plan>;

const ChecklistItem = z.object({
  id: z.string(),
  text: z.string(),
  unitName: z.string(),
  dueAtMs: z.int().nullable(),
  done: z.object({ by: Named, atMs: z.int(), note: z.string() }).nullable(),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** A plan as it was taken up in an incident. */
export const Checklist = z.object({
  planId: z.string(),
  version: z.int(),
  name: z.string(),
  takenUpAtMs: z.int(),
  takenUpBy: Named,
  items: z.array(ChecklistItem),
});
export type Checklist = z.infer<typeof Checklist>;

type Fitted = { matter: { matterId: string } | null; level: MatterLevel };

export function planFits({ disabled, matterIds, levels }: Plan, { matter, level }: Fitted): boolean {
  if (disabled) return false;
  if (levels.length > 0 && !levels.includes(level)) return false;
  return matterIds.length === 0 || (matter !== null && matterIds.includes(matter.matterId));
}
