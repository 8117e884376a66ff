/** Plans: added and changed by version, each on record. */
import { AppError } from '../../config/contract/errors.ts';
import type { AddPlan, ChangePlan, Plan } from '../../config/contract/plan.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Actor, Change, Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import * as planStore from './plan.store.ts';

const PLAN_SCOPE: Scope = { action: 'matter.view', cameraGroupId: null };

type Needs = { journal: Journal; reader: Db; newId: NewId };

export class PlanService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  list(): Promise<Plan[]> {
    return planStore.all(this.#needs.reader);
  }

  add(what: AddPlan, by: Actor): Promise<Plan> {
    return this.#needs.journal.commit(by, (change) => addPlan(change, what, { id: this.#needs.newId(), by }));
  }

  /** Errors: PLAN_NOT_FOUND, PLAN_CHANGED when somebody else was first. */
  change(planId: string, { version, ...changes }: ChangePlan, by: Actor): Promise<Plan> {
    return this.#needs.journal.commit(by, async (change) => {
      const before = await planStore.find(change.db, planId);
      if (!before) throw new AppError('PLAN_NOT_FOUND', { planId });
      if (before.version !== version) {
        throw new AppError('PLAN_CHANGED', { name: before.name, by: before.changedBy.name });
      }
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const after: Plan = { ...before, ...given };
      if (JSON.stringify(after) === JSON.stringify(before)) return before;
      return keep(change, { ...after, version: version + 1, changedAtMs: change.nowMs, changedBy: by });
    });
  }
}

export function addPlan(change: Change, what: AddPlan, { id, by }: { id: string; by: Actor }): Promise<Plan> {
  return keep(change, { ...what, id, version: 1, changedAtMs: change.nowMs, changedBy: by });
}

async function keep(change: Change, plan: Plan): Promise<Plan> {
  await planStore.save(change.db, plan);
  change.record('plan', plan.id, PLAN_SCOPE, plan);
  return plan;
}
