/** Failed attempts to sign in, counted by the account that was typed. */
import type { Db, SignInFailureRow } from '../storage/schema.ts';

export async function find(db: Db, account: string): Promise<SignInFailureRow | undefined> {
  return db.selectFrom('signInFailures').selectAll().where('account', '=', account).executeTakeFirst();
}

export async function save(db: Db, row: SignInFailureRow): Promise<void> {
  await db
    .insertInto('signInFailures')
    .values(row)
    .onConflict((conflict) => conflict.column('account').doUpdateSet(row))
    .execute();
}

export async function forget(db: Db, account: string): Promise<void> {
  await db.deleteFrom('signInFailures').where('account', '=', account).execute();
}

/** What was typed once and never again must not pile up. */
export async function forgetBefore(db: Db, atMs: number): Promise<void> {
  await db.deleteFrom('signInFailures').where('lastAtMs', '<', atMs).execute();
}
