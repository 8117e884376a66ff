/** Plans, in and out of the database: every version of each, and which of them counts. */
import { Plan } from '../../config/contract/plan.ts';
import type { Db } from '../storage/schema.ts';

/** As they stand, in the order of their names. */
export async function all(db: Db): Promise<Plan[]> {
  const plans = (await current(db).execute()).map(toPlan);
  return plans.toSorted((one, other) => one.name.localeCompare(other.name, 'zh-CN'));
}

export async function find(db: Db, planId: string): Promise<Plan | undefined> {
  const row = await current(db).where('plans.id', '=', planId).executeTakeFirst();
  return row && toPlan(row);
}

/** Adds this version, and it is the one that counts. */
export async function save(db: Db, plan: Plan): Promise<void> {
  const { id, version } = plan;
  await db
    .insertInto('plans')
    .values({ id, version })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ version }))
    .execute();
  await db
    .insertInto('planVersions')
    .values({ planId: id, version, body: JSON.stringify(plan) })
    .execute();
}

function current(db: Db) {
  return db
    .selectFrom('plans')
    .innerJoin('planVersions', (join) =>
      join.onRef('planVersions.planId', '=', 'plans.id').onRef('planVersions.version', '=', 'plans.version'),
    )
    .select('planVersions.body');
}

function toPlan({ body }: { body: string }): Plan {
  return Plan.parse(JSON.parse(body));
}
