/**
 * The right to speak out of cameras. A new site gives it to whoever turns cameras; whoever runs a
 * site that is there already decides that for themselves.
 */
import { type Kysely, sql } from 'kysely';

const ROLES = ['role-operator', 'role-supervisor', 'role-administrator'];

export async function talkBack(db: Kysely<unknown>): Promise<void> {
  const people = await sql<{ id: string }>`select "id" from "people" limit 1`.execute(db);
  if (people.rows.length > 0) return;
  for (const id of ROLES) {
    const grants = await sql<{ actions: string }>`select "actions" from "cameraGrants" where "id" = ${id}`.execute(db);
    for (const { actions } of grants.rows) {
      const more = JSON.stringify([...JSON.parse(actions), 'camera.talk']);
      await sql`update "cameraGrants" set "actions" = ${more} where "id" = ${id}`.execute(db);
    }
  }
}
