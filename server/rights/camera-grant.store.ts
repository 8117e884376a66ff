/** Grants, in and out of the database. */
import { CameraGrant, type GrantTo } from '../../config/contract/camera-grant.ts';
import { type CameraGrantRow, type Db, flag } from '../storage/schema.ts';

export async function all(db: Db): Promise<CameraGrant[]> {
  return (await db.selectFrom('cameraGrants').selectAll().orderBy('id').execute()).map(toGrant);
}

export async function find(db: Db, grantId: string): Promise<CameraGrant | undefined> {
  const row = await db.selectFrom('cameraGrants').selectAll().where('id', '=', grantId).executeTakeFirst();
  return row && toGrant(row);
}

export async function save(db: Db, grant: CameraGrant): Promise<void> {
  const row = toColumns(grant);
  await db
    .insertInto('cameraGrants')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function remove(db: Db, grantId: string): Promise<void> {
  await db.deleteFrom('cameraGrants').where('id', '=', grantId).execute();
}

function toGrant({
  id,
  toKind,
  toName,
  cameraGroups,
  actions,
  exportsNeedApproval,
  untilMs,
}: CameraGrantRow): CameraGrant {
  return CameraGrant.parse({
    id,
    to: toKind === 'role' ? { kind: 'role', role: toName } : { kind: 'unit', unit: toName },
    cameraGroups: JSON.parse(cameraGroups),
    actions: JSON.parse(actions),
    exportsNeedApproval: exportsNeedApproval === 1,
    untilMs,
  });
}

function toColumns({ id, to, cameraGroups, actions, exportsNeedApproval, untilMs }: CameraGrant): CameraGrantRow {
  return {
    id,
    toKind: to.kind,
    toName: nameOf(to),
    cameraGroups: JSON.stringify(cameraGroups),
    actions: JSON.stringify(actions),
    exportsNeedApproval: flag(exportsNeedApproval),
    untilMs,
  };
}

function nameOf(to: GrantTo): string {
  return to.kind === 'role' ? to.role : to.unit;
}
