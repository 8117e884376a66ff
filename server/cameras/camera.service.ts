/** Cameras and their groups: configured, changed, removed. A camera a person may not see does not exist for them. */
import { randomBytes } from 'node:crypto';
import {
  type AddCamera,
  type AddCameraGroup,
  type Camera,
  type CameraGroup,
  type ChangeCamera,
  type TestCamera,
  wrongAddress,
} from '../../config/contract/camera.ts';
import type { InspectDevice } from '../../config/contract/device.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { CameraToTest, CarriedCamera } from '../../config/contract/node.ts';
import type { Person } from '../../config/contract/person.ts';
import { type Action, mayReach } from '../../config/contract/rights.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import * as gridStore from '../grids/grid.store.ts';
import { actorOf, type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import { requireRightTo } from '../rights/refusal.ts';
import type { Db } from '../storage/schema.ts';
import {
  cameraScope,
  change as changed,
  maySeeCamera,
  permitted,
  type Stored,
  takeOutAll,
  takeOutCredentials,
} from './camera.rules.ts';
import * as cameraStore from './camera.store.ts';
import * as cameraGroupStore from './camera-group.store.ts';
import type { PasswordBox } from './password-box.ts';

type Needs = { journal: Journal; reader: Db; passwords: PasswordBox; newId: NewId };

/** What is done in one change. */
export type Together = {
  adds: readonly AddCamera[];
  updates: readonly { cameraId: string; changes: ChangeCamera }[];
};

export class CameraService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #passwords: PasswordBox;
  readonly #newId: NewId;

  constructor({ journal, reader, passwords, newId }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#passwords = passwords;
    this.#newId = newId;
  }

  async list(person: Person): Promise<Camera[]> {
    return (await cameraStore.all(this.#reader)).filter((camera) => maySeeCamera(person, camera));
  }

  async groups(person: Person): Promise<CameraGroup[]> {
    return (await cameraGroupStore.all(this.#reader)).filter(({ id }) => mayReach(person, id));
  }

  /** The camera, if the person may do that with it now. */
  async permitted(cameraId: string, person: Person, action: Action): Promise<Camera> {
    return permitted(await cameraStore.find(this.#reader, cameraId), { cameraId, person, action });
  }

  /** The camera, if the person may watch it now. */
  async watchable(cameraId: string, person: Person): Promise<Camera> {
    const camera = await this.permitted(cameraId, person, 'camera.watch');
    if (camera.disabled) throw new AppError('CAMERA_DISABLED', { cameraId });
    return camera;
  }

  /** What the media node is to carry, with the passwords it needs. */
  async carried(): Promise<CarriedCamera[]> {
    const stored = await cameraStore.allSealed(this.#reader);
    return stored.filter(({ camera }) => !camera.disabled).map((sealed) => this.#toCarried(sealed));
  }

  addGroup({ name }: AddCameraGroup, by: Person): Promise<CameraGroup> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const group = { id: this.#newId(), name };
      await cameraGroupStore.add(change.db, group);
      change.record('cameraGroup', group.id, { action: 'camera.view', cameraGroupId: group.id }, group);
      return group;
    });
  }

  add({ password, ...what }: AddCamera, by: Person): Promise<Camera> {
    return this.#journal.commit(actorOf(by), (change) => this.#add(change, { password, ...what }, by));
  }

  change(cameraId: string, changes: ChangeCamera, by: Person): Promise<Camera> {
    return this.#journal.commit(actorOf(by), (change) => this.#change(change, { cameraId, changes }, by));
  }

  /** All of it or nothing. `plan` sees the site as it stands when it is its turn, and may refuse. */
  changeTogether(by: Person, plan: (db: Db) => Promise<Together>): Promise<Camera[]> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const { adds, updates } = await plan(change.db);
      const cameras: Camera[] = [];
      for (const what of adds) cameras.push(await this.#add(change, what, by));
      for (const update of updates) cameras.push(await this.#change(change, update, by));
      return cameras;
    });
  }

  /** By which its device names itself. Errors: CAMERA_NOT_PUSHED when it is had another way. */
  async streamKey(cameraId: string, by: Person): Promise<string> {
    return requirePush(await this.#find(this.#reader, cameraId, by)).streamKey;
  }

  /** Whoever still sends with the old one is sent away. */
  renewStreamKey(cameraId: string, by: Person): Promise<string> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const camera = requirePush(await this.#find(change.db, cameraId, by));
      const streamKey = newStreamKey();
      await this.#keep(change, { ...camera, streamKey });
      return streamKey;
    });
  }

  remove(cameraId: string, by: Person): Promise<void> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const camera = await this.#find(change.db, cameraId, by);
      await cameraStore.remove(change.db, cameraId);
      change.record('camera', cameraId, cameraScope(camera), null);
    });
  }

  /** For cameras of our own whose address is new at every start. */
  moveTo(addresses: ReadonlyMap<string, string>): Promise<void> {
    return this.#journal.commit(SYSTEM, async (change) => {
      for (const [cameraId, sourceUrl] of addresses) {
        const sealed = await cameraStore.findSealed(change.db, cameraId);
        if (!sealed || sealed.camera.sourceUrl === sourceUrl) continue;
        await this.#keep(change, { ...this.#opened(sealed), sourceUrl });
      }
    });
  }

  /** What to try, with the saved password when none is given. */
  async addressToTest({ cameraId, transport, intake, ...given }: TestCamera, by: Person): Promise<CameraToTest> {
    return this.#signedIn({ ...takeOutCredentials(given), transport, intake }, cameraId, by);
  }

  /** What to ask, with the saved password when none is given. */
  deviceToInspect({ cameraId, ...given }: InspectDevice, by: Person): Promise<Omit<InspectDevice, 'cameraId'>> {
    return this.#signedIn(given, cameraId, by);
  }

  async #signedIn<Given extends { username: string; password: string }>(
    given: Given,
    cameraId: string | undefined,
    by: Person,
  ): Promise<Given> {
    if (given.password !== '' || cameraId === undefined) return given;
    const saved = await this.#find(this.#reader, cameraId, by);
    return { ...given, username: given.username || saved.username, password: saved.password };
  }

  async #add(change: Change, { password, ...what }: AddCamera, by: Person): Promise<Camera> {
    const address = takeOutAll({ ...what, password });
    const camera: Stored = { ...what, ...address, id: this.#newId(), streamKey: '' };
    await requirePlace(change, camera, by);
    return this.#keep(change, camera);
  }

  async #change(change: Change, { cameraId, changes }: Together['updates'][number], by: Person): Promise<Camera> {
    const before = await this.#find(change.db, cameraId, by);
    const after = changed(before, changes);
    const wrong = wrongAddress(after);
    if (wrong) throw new AppError('INVALID_REQUEST', { field: wrong });
    if (changes.recordAudio && !after.audio) throw new AppError('INVALID_REQUEST', { field: 'recordAudio' });
    await requirePlace(change, after, by);
    // Those who see only the old group must hear that it is gone.
    if (after.groupId !== before.groupId) change.record('camera', cameraId, cameraScope(before), null);
    return this.#keep(change, after);
  }

  async #find(db: Db, cameraId: string, by: Person): Promise<Stored> {
    const sealed = await cameraStore.findSealed(db, cameraId);
    permitted(sealed?.camera, { cameraId, person: by, action: 'camera.configure' });
    if (!sealed) throw new AppError('CAMERA_NOT_FOUND', { cameraId });
    return this.#opened(sealed);
  }

  async #keep(change: Change, { password, streamKey, ...camera }: Stored): Promise<Camera> {
    const key = camera.intake === 'push' ? streamKey || newStreamKey() : '';
    await cameraStore.save(change.db, {
      camera,
      sealedPassword: this.#passwords.seal(password),
      sealedStreamKey: this.#passwords.seal(key),
    });
    change.record('camera', camera.id, cameraScope(camera), camera);
    return camera;
  }

  #opened({ camera, sealedPassword, sealedStreamKey }: cameraStore.SealedCamera): Stored {
    const { open } = this.#passwords;
    return { ...camera, password: open(sealedPassword), streamKey: open(sealedStreamKey) };
  }

  #toCarried(sealed: cameraStore.SealedCamera): CarriedCamera {
    const { id, intake, sourceUrl, subSourceUrl, username, password, transport, ...how } = this.#opened(sealed);
    const { onvifUrl, sourceToken, streamKey, audio, recordAudio, keepWarm, analyse, deviceEvents, recording } = how;
    return {
      ...{ cameraId: id, intake, sourceUrl, subSourceUrl, username, password, transport, onvifUrl, streamKey },
      ...{ sourceToken, audio, recordAudio, keepWarm, analyse, deviceEvents, recording },
    };
  }
}

/** 128 bits, in letters that a phone's keyboard has. */
function newStreamKey(): string {
  return randomBytes(16).toString('hex');
}

function requirePush(camera: Stored): Stored {
  if (camera.intake !== 'push') throw new AppError('CAMERA_NOT_PUSHED', { cameraId: camera.id });
  return camera;
}

async function requirePlace({ db }: Change, { groupId, gridId }: Camera, by: Person): Promise<void> {
  const group = await cameraGroupStore.find(db, groupId);
  if (!group || !mayReach(by, groupId)) throw new AppError('GROUP_NOT_FOUND', { groupId });
  requireRightTo(by, { action: 'camera.configure', cameraGroupId: groupId });
  if (gridId !== null && !(await gridStore.find(db, gridId))) throw new AppError('GRID_NOT_FOUND', { gridId });
}
