/** People, in and out of the database. The password's hash has its own way out. */
import type { Person } from '../../config/contract/person.ts';
import { CameraGroupRight } from '../../config/contract/rights.ts';
import { type Db, flag, type PersonRow } from '../storage/schema.ts';

export async function all(db: Db): Promise<Person[]> {
  return (await db.selectFrom('people').selectAll().orderBy('createdAtMs').orderBy('id').execute()).map(toPerson);
}

export async function find(db: Db, personId: string): Promise<Person | undefined> {
  const row = await db.selectFrom('people').selectAll().where('id', '=', personId).executeTakeFirst();
  return row && toPerson(row);
}

export async function findByAccount(db: Db, account: string): Promise<Person | undefined> {
  const row = await db.selectFrom('people').selectAll().where('account', '=', account).executeTakeFirst();
  return row && toPerson(row);
}

export async function isEmpty(db: Db): Promise<boolean> {
  return (await db.selectFrom('people').select('id').limit(1).executeTakeFirst()) === undefined;
}

export async function add(db: Db, person: Person, passwordHash: string): Promise<void> {
  await db
    .insertInto('people')
    .values({ ...toColumns(person), passwordHash })
    .execute();
}

export async function save(db: Db, person: Person): Promise<void> {
  await db.updateTable('people').set(toColumns(person)).where('id', '=', person.id).execute();
}

export async function passwordHashOf(db: Db, personId: string): Promise<string> {
  const row = await db.selectFrom('people').select('passwordHash').where('id', '=', personId).executeTakeFirstOrThrow();
  return row.passwordHash;
}

export async function savePassword(db: Db, personId: string, passwordHash: string): Promise<void> {
  await db.updateTable('people').set({ passwordHash }).where('id', '=', personId).execute();
}

function toPerson(row: Omit<PersonRow, 'passwordHash'>): Person {
  const { id, account, name, unit, unitId, community, post, phone, role, createdAtMs } = row;
  const cameraGroups = CameraGroupRight.parse(JSON.parse(row.cameraGroups));
  return {
    ...{ id, account, name, unit, unitId, community, post, phone, role, cameraGroups },
    ...{ disabled: row.disabled === 1, createdAtMs },
  };
}

function toColumns(person: Person): Omit<PersonRow, 'passwordHash'> {
  return { ...person, cameraGroups: JSON.stringify(person.cameraGroups), disabled: flag(person.disabled) };
}
