/**
 * Takes recordings out of the system: files, and a manifest that says whose they
 * are, why they were taken, and what they must still be.
 *
 * One export at a time: several would only slow each other down, and the disk
 * that the cameras are recorded on with them.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Camera } from '../../config/contract/camera.ts';
import { AppError, type ErrorCode, toAppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import type { ExportRecordings, RecordingExport } from '../../config/contract/recording.ts';
import { Lane } from '../../config/kernel/lane.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { permitted } from '../cameras/camera.rules.ts';
import * as cameraStore from '../cameras/camera.store.ts';
import { actorOf, type Journal, SYSTEM } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import type { ClipFetcher } from './clip-fetcher.ts';
import { exportFileName, isoSpan, MANIFEST_NAME, type Manifest } from './export.rules.ts';
import * as exportStore from './export.store.ts';
import { exportScope, spansOf } from './recording.rules.ts';
import * as segmentStore from './segment.store.ts';

const log = newLogger('export');
const SHOWN = 100;
const OUT_OF_REACH: readonly ErrorCode[] = ['CAMERA_NOT_FOUND', 'NOT_ALLOWED', 'RIGHT_ENDED'];

type Needs = {
  journal: Journal;
  reader: Db;
  newId: NewId;
  /** Where exports are kept, each in a folder of its own. */
  folder: string;
  site: string;
  clips: ClipFetcher;
};

type WithSession = { person: Person; sessionId: string };

export class ExportService {
  readonly #needs: Needs;
  readonly #lane = new Lane();
  /** From 0 to 1, of those being made. */
  readonly #progress = new Map<string, number>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async list(person: Person): Promise<RecordingExport[]> {
    const { reader } = this.#needs;
    const all = await exportStore.newest(reader, SHOWN);
    const reachable = await Promise.all(all.map((each) => this.#mayReachAll(each.cameraIds, person)));
    return all
      .filter((_, index) => reachable[index])
      .map((each) => ({ ...each, progress: this.#progress.get(each.id) ?? each.progress }));
  }

  /** Answers at once; the files follow. */
  async start(what: ExportRecordings, { person, sessionId }: WithSession): Promise<RecordingExport> {
    const { journal, newId } = this.#needs;
    const made = await journal.commit(actorOf(person), async (change) => {
      const cameras = await reachableCameras(change.db, what.cameraIds, person);
      const scope = exportScope(commonGroup(cameras));
      const fresh: RecordingExport = {
        ...what,
        id: newId(),
        by: { personId: person.id, name: person.name },
        atMs: change.nowMs,
        state: 'working',
        progress: 0,
        byteCount: 0,
        files: [],
        failure: null,
        scope,
      };
      await exportStore.save(change.db, fresh);
      change.record('recordingExport', fresh.id, scope, fresh);
      return fresh;
    });
    void this.#lane.run(() => this.#make(made, { person, sessionId }));
    return made;
  }

  /** Where a file of an export is. Errors: EXPORT_NOT_FOUND. */
  async pathOf(exportId: string, name: string, person: Person): Promise<string> {
    const { reader, folder } = this.#needs;
    const made = await exportStore.find(reader, exportId);
    const isThere = made?.files.some((file) => file.name === name);
    if (!made || !isThere || !(await this.#mayReachAll(made.cameraIds, person)))
      throw new AppError('EXPORT_NOT_FOUND', { exportId });
    return join(folder, made.id, name);
  }

  /** Those that a crash or a stop cut short. */
  async failUnfinished(): Promise<void> {
    for (const made of await exportStore.unfinished(this.#needs.reader)) {
      await this.#finish({ ...made, state: 'failed', failure: { code: 'INTERNAL', detail: {} } });
    }
  }

  async close(): Promise<void> {
    await this.#lane.run(async () => {});
  }

  async #make(made: RecordingExport, asker: WithSession): Promise<void> {
    const folder = join(this.#needs.folder, made.id);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const files = await this.#write(made, folder, asker);
      const byteCount = files.reduce((sum, file) => sum + file.byteCount, 0);
      await this.#finish({ ...made, state: 'ready', progress: 1, files, byteCount });
    } catch (thrown) {
      const error = toAppError(thrown);
      log.error({ err: thrown, exportId: made.id }, 'export failed');
      await rm(folder, { recursive: true, force: true });
      await this.#finish({ ...made, state: 'failed', failure: error.toFailure() });
    } finally {
      this.#progress.delete(made.id);
    }
  }

  async #write(made: RecordingExport, folder: string, asker: WithSession): Promise<RecordingExport['files']> {
    const cameras = await reachableCameras(this.#needs.reader, made.cameraIds, asker.person);
    const manifest: Manifest = {
      format: 'lianqin-export-1',
      exportId: made.id,
      site: this.#needs.site,
      madeAt: new Date(made.atMs).toISOString(),
      by: made.by,
      reason: made.reason,
      asked: isoSpan(made),
      files: [],
      withoutRecording: [],
    };
    for (const [index, camera] of cameras.entries()) {
      const show = (share: number) => this.#progress.set(made.id, (index + share) / cameras.length);
      const file = await this.#writeClip(made, { camera, index, folder, asker, show });
      if (file) manifest.files.push(file);
      else manifest.withoutRecording.push({ cameraId: camera.id, cameraName: camera.name });
    }
    if (manifest.files.length === 0) throw new AppError('RECORDING_NOT_FOUND');
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeFile(join(folder, MANIFEST_NAME), text, { flush: true });
    const sha256 = createHash('sha256').update(text).digest('hex');
    return [
      ...manifest.files.map(({ name, cameraId, byteCount, sha256 }) => ({ name, cameraId, byteCount, sha256 })),
      { name: MANIFEST_NAME, cameraId: null, byteCount: Buffer.byteLength(text), sha256 },
    ];
  }

  async #writeClip(
    { fromMs, toMs }: RecordingExport,
    of: { camera: Camera; index: number; folder: string; asker: WithSession; show: (share: number) => void },
  ): Promise<Manifest['files'][number] | undefined> {
    const { camera, index, folder, asker, show } = of;
    const { reader, clips } = this.#needs;
    const segments = await segmentStore.timesInRange(reader, camera.id, fromMs, toMs);
    if (segments.length === 0) return undefined;
    const clip = await clips.fetch({ cameraId: camera.id, fromMs, toMs }, asker);
    const name = exportFileName(camera, clip, index);
    const hash = createHash('sha256');
    let byteCount = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
        byteCount += chunk.length;
        show(byteCount / clip.byteCount);
        done(null, chunk);
      },
    });
    await pipeline(clip.body, counted, createWriteStream(join(folder, name), { flush: true }));
    if (byteCount !== clip.byteCount) throw new AppError('RECORDING_NOT_FOUND');
    return {
      name,
      cameraId: camera.id,
      cameraName: camera.name,
      ...isoSpan(clip),
      recorded: spansOf(segments, clip).map(isoSpan),
      byteCount,
      sha256: hash.digest('hex'),
    };
  }

  async #finish(made: RecordingExport): Promise<void> {
    await this.#needs.journal.commit(SYSTEM, async (change) => {
      await exportStore.save(change.db, made);
      change.record('recordingExport', made.id, made.scope, made, made.by);
    });
  }

  async #mayReachAll(cameraIds: readonly string[], person: Person): Promise<boolean> {
    try {
      await reachableCameras(this.#needs.reader, cameraIds, person);
      return true;
    } catch (thrown) {
      if (OUT_OF_REACH.includes(toAppError(thrown).code)) return false;
      throw thrown;
    }
  }
}

async function reachableCameras(db: Db, cameraIds: readonly string[], person: Person): Promise<Camera[]> {
  const cameras: Camera[] = [];
  for (const cameraId of new Set(cameraIds)) {
    const found = await cameraStore.find(db, cameraId);
    cameras.push(permitted(found, { cameraId, person, action: 'recording.export' }));
  }
  return cameras;
}

/** The group they all are in; null when they are in several. */
function commonGroup(cameras: readonly Camera[]): string | null {
  const groups = new Set(cameras.map(({ groupId }) => groupId));
  const [only = null] = groups;
  return groups.size === 1 ? only : null;
}
