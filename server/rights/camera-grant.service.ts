/** Grants: given, changed, taken back. Everything open is judged anew by whoever hears of it (rights-board.ts). */
import type { AddCameraGrant, CameraGrant, ChangeCameraGrant } from '../../config/contract/camera-grant.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import * as cameraGroupStore from '../cameras/camera-group.store.ts';
import type { Actor, Change, Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import * as cameraGrantStore from './camera-grant.store.ts';

const GRANT_SCOPE: Scope = { action: 'people.manage', cameraGroupId: null };

type Needs = { journal: Journal; reader: Db; newId: NewId };

export class CameraGrantService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  list(): Promise<CameraGrant[]> {
    return cameraGrantStore.all(this.#needs.reader);
  }

  add(what: AddCameraGrant, by: Actor): Promise<CameraGrant> {
    const { journal, newId } = this.#needs;
    return journal.commit(by, async (change) => {
      requireToCome(change, what.untilMs);
      return keep(change, { ...what, id: newId() });
    });
  }

  change(grantId: string, changes: ChangeCameraGrant, by: Actor): Promise<CameraGrant> {
    return this.#needs.journal.commit(by, async (change) => {
      const before = await found(change.db, grantId);
      const { cameraGroups = before.cameraGroups, actions = before.actions, untilMs = before.untilMs } = changes;
      const { exportsNeedApproval = before.exportsNeedApproval } = changes;
      const after = { ...before, cameraGroups, actions, exportsNeedApproval, untilMs };
      if (after.untilMs !== before.untilMs) requireToCome(change, after.untilMs);
      return keep(change, after);
    });
  }

  remove(grantId: string, by: Actor): Promise<void> {
    return this.#needs.journal.commit(by, async (change) => {
      await found(change.db, grantId);
      await cameraGrantStore.remove(change.db, grantId);
      change.record('cameraGrant', grantId, GRANT_SCOPE, null);
    });
  }
}

async function found(db: Db, grantId: string): Promise<CameraGrant> {
  const grant = await cameraGrantStore.find(db, grantId);
  if (!grant) throw new AppError('CAMERA_GRANT_NOT_FOUND', { grantId });
  return grant;
}

async function keep(change: Change, given: CameraGrant): Promise<CameraGrant> {
  const grant = { ...given, actions: [...new Set(given.actions)] };
  const groupIds = grant.cameraGroups === 'all' ? [] : grant.cameraGroups;
  for (const groupId of groupIds) {
    if (!(await cameraGroupStore.find(change.db, groupId))) throw new AppError('GROUP_NOT_FOUND', { groupId });
  }
  await cameraGrantStore.save(change.db, grant);
  change.record('cameraGrant', grant.id, GRANT_SCOPE, grant);
  return grant;
}

/** What is to end at once is taken back, not given an end in the past. */
function requireToCome({ nowMs }: Change, untilMs: number | null): void {
  if (untilMs !== null && untilMs <= nowMs) throw new AppError('INVALID_REQUEST', { field: 'untilMs' });
}
