/**
 * Presets and patrols. Where a preset looks the camera knows itself; its name and its picture are
 * kept here, because a camera can rename one only by looking somewhere else.
 */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Camera } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import type { Patrol, Preset } from '../../config/contract/ptz.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { cameraScope } from '../cameras/camera.rules.ts';
import type { CameraService } from '../cameras/camera.service.ts';
import { actorOf, type Journal } from '../journal/journal.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import type { Db } from '../storage/schema.ts';
import * as presetStore from './preset.store.ts';

const log = newLogger('presets');
/** A picture from before the camera stood still is of another place; key frames come some seconds apart. */
const PICTURE_TRIES = 8;
const PICTURE_TRY_MS = 500;

type Needs = {
  journal: Journal;
  reader: Db;
  cameras: CameraService;
  node: Pick<MediaNode, 'presets' | 'setPreset' | 'removePreset' | 'snapshot'>;
  clock: Clock;
  folder: string;
};

export class PresetService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
    mkdirSync(needs.folder, { recursive: true });
  }

  /** Those the camera has, by the names given here, else by its own. */
  async list(cameraId: string, by: Person): Promise<Preset[]> {
    await this.#camera(cameraId, by);
    const onDevice = await this.#needs.node.presets({ cameraId });
    const known = new Map((await presetStore.ofCamera(this.#needs.reader, cameraId)).map((each) => [each.token, each]));
    return onDevice.map(({ token, name }) => {
      const stored = known.get(token);
      return { token, name: stored?.name ?? (name || token), hasPicture: stored?.hasPicture ?? false };
    });
  }

  /** Where the camera looks now, with a picture of it. */
  async create(cameraId: string, name: string, by: Person): Promise<Preset> {
    const camera = await this.#camera(cameraId, by);
    const sinceMs = this.#needs.clock();
    const { token } = await this.#needs.node.setPreset({ cameraId, name });
    const hasPicture = await this.#takePicture(cameraId, token, sinceMs);
    return this.#save(camera, { token, name, hasPicture }, by);
  }

  async rename(cameraId: string, token: string, name: string, by: Person): Promise<Preset> {
    const camera = await this.#camera(cameraId, by);
    const known = (await this.list(cameraId, by)).find((preset) => preset.token === token);
    if (!known) throw new AppError('PRESET_NOT_FOUND');
    return this.#save(camera, { ...known, name }, by);
  }

  async remove(cameraId: string, token: string, by: Person): Promise<void> {
    const camera = await this.#camera(cameraId, by);
    await this.#needs.node.removePreset({ cameraId, token });
    await this.#needs.journal.commit(actorOf(by), async (change) => {
      await presetStore.remove(change.db, cameraId, token);
      const { stops } = await presetStore.patrolOf(change.db, cameraId);
      const left = stops.filter(({ presetToken }) => presetToken !== token);
      if (left.length < stops.length) await presetStore.savePatrol(change.db, cameraId, left);
      change.record('ptzPreset', cameraId, cameraScope(camera), { cameraId, token, name: null });
    });
    await rm(this.#pathOf(cameraId, token), { force: true });
  }

  async picture(cameraId: string, token: string, by: Person): Promise<Buffer> {
    await this.#camera(cameraId, by);
    const preset = await presetStore.find(this.#needs.reader, cameraId, token);
    if (!preset?.hasPicture) throw new AppError('NO_PICTURE', { cameraId });
    return readFile(this.#pathOf(cameraId, token));
  }

  async patrol(cameraId: string, by: Person): Promise<Patrol> {
    await this.#camera(cameraId, by);
    return presetStore.patrolOf(this.#needs.reader, cameraId);
  }

  async setPatrol(cameraId: string, { stops }: Patrol, by: Person): Promise<Patrol> {
    const camera = await this.#camera(cameraId, by);
    await this.#needs.journal.commit(actorOf(by), async (change) => {
      await presetStore.savePatrol(change.db, cameraId, stops);
      change.record('ptzPatrol', cameraId, cameraScope(camera), { cameraId, stops });
    });
    return { stops };
  }

  #save(camera: Camera, preset: Preset, by: Person): Promise<Preset> {
    const { token, name } = preset;
    return this.#needs.journal.commit(actorOf(by), async (change) => {
      await presetStore.save(change.db, { cameraId: camera.id, ...preset });
      change.record('ptzPreset', camera.id, cameraScope(camera), { cameraId: camera.id, token, name });
      return preset;
    });
  }

  /** A preset without a picture is still a preset. */
  async #takePicture(cameraId: string, token: string, sinceMs: number): Promise<boolean> {
    try {
      const { jpeg } = await this.#pictureSince(cameraId, sinceMs);
      await writeFile(this.#pathOf(cameraId, token), jpeg);
      return true;
    } catch (thrown) {
      log.info({ err: thrown, cameraId }, 'preset has no picture');
      return false;
    }
  }

  async #pictureSince(cameraId: string, sinceMs: number): Promise<{ jpeg: Uint8Array; atMs: number }> {
    let newest = await this.#needs.node.snapshot({ cameraId });
    for (let tried = 1; newest.atMs < sinceMs && tried < PICTURE_TRIES; tried += 1) {
      await sleep(PICTURE_TRY_MS);
      newest = await this.#needs.node.snapshot({ cameraId });
    }
    return newest;
  }

  /** A token is the camera's choice and may hold anything: it is no file name. */
  #pathOf(cameraId: string, token: string): string {
    const name = createHash('sha256').update(`${cameraId} ${token}`).digest('hex').slice(0, 32);
    return join(this.#needs.folder, `${name}.jpg`);
  }

  async #camera(cameraId: string, by: Person): Promise<Camera> {
    await this.#needs.cameras.permitted(cameraId, by, 'camera.ptz');
    return this.#needs.cameras.watchable(cameraId, by);
  }
}
