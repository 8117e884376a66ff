/**
 * All that this node records, and the folder it records into.
 *
 * A file is called `.part` until the server's index has it. So whatever a killed
 * process or a server that was away left unsaid is found by its name at the next
 * start, cut to what is whole, and said then.
 */
import { glob, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import type { AppError } from '../../config/contract/errors.ts';
import type { NodeStart } from '../../config/contract/node.ts';
import type { RecordedSegment, RecordingPlan } from '../../config/contract/recording.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { Camera } from '../cameras/camera.ts';
import { CameraRecorder } from './camera-recorder.ts';
import { isToBeRecorded } from './recording.rules.ts';
import { readSegment } from './segment-file.ts';

const log = newLogger('recordings');

/** How soon a camera that is recorded by the week is pulled when its hour begins. */
const LOOK_EVERY_MS = 5_000;

type Recorded = { camera: Camera; plan: RecordingPlan; recorder: CameraRecorder; detach: (() => void) | undefined };

export type RecordingsNeeds = {
  settings: NodeStart['recording'];
  clock: Clock;
  /** Told again and again while it grows; once more, with `hasEnded`, when it is whole. */
  onSegment: (segment: RecordedSegment, hasEnded: boolean) => void;
  onFault: (fault: { cameraId: string; why: AppError }) => void;
};

export class Recordings {
  readonly #needs: RecordingsNeeds;
  readonly #recorded = new Map<string, Recorded>();
  readonly #timer: NodeJS.Timeout;

  constructor(needs: RecordingsNeeds) {
    this.#needs = needs;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  get folder(): string {
    return this.#needs.settings.folder;
  }

  /** Records the camera by this plan from now on, and its sound where that is wanted. */
  follow(camera: Camera, plan: RecordingPlan, isSoundWanted: boolean): void {
    const { cameraId } = camera;
    const known = this.#recorded.get(cameraId);
    if (known) {
      known.plan = plan;
      known.recorder.plan = plan;
      known.recorder.isSoundWanted = isSoundWanted;
    } else {
      const { settings, clock, onSegment, onFault } = this.#needs;
      const audioFormat = () => camera.audioFormat;
      const recorder = new CameraRecorder(plan, { cameraId, ...settings, clock, audioFormat, onSegment, onFault });
      recorder.isSoundWanted = isSoundWanted;
      this.#recorded.set(cameraId, { camera, plan, recorder, detach: undefined });
    }
    this.#look();
  }

  async forget(cameraId: string): Promise<void> {
    const recorded = this.#recorded.get(cameraId);
    this.#recorded.delete(cameraId);
    recorded?.detach?.();
    await recorded?.recorder.close();
  }

  isRecording(cameraId: string): boolean {
    return this.#recorded.get(cameraId)?.recorder.isRecording ?? false;
  }

  /** Something happened there: a camera recorded by event is recorded from before it until after it. */
  event(cameraId: string): void {
    const recorded = this.#recorded.get(cameraId);
    recorded?.recorder.recordUntil(this.#needs.clock() + recorded.plan.postRollS * 1_000);
  }

  /** The index has the whole segment: its file takes its lasting name. */
  async indexed({ path }: RecordedSegment): Promise<void> {
    const file = `${this.folder}/${path}`;
    await rename(`${file}.part`, `${file}.mp4`).catch((err) => {
      // Told twice, it has its name already; deleted meanwhile, it needs none.
      log.debug({ err, path }, 'segment has no part any more');
    });
  }

  /** Segments an earlier run left unsaid; to be asked before anything is recorded. Cut to what is whole, or deleted where nothing is. */
  async findUnsaid(): Promise<RecordedSegment[]> {
    const unsaid: RecordedSegment[] = [];
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    for await (const name of glob('*/*/*.part', { cwd: this.folder })) {
      try {
        const segment = await this.#readLeftover(name.slice(0, -'.part'.length));
        if (segment) unsaid.push(segment);
      } catch (thrown) {
        log.error({ err: thrown, name }, 'leftover segment could not be read');
      }
    }
    return unsaid;
  }

  /** Answers those that are gone now. */
  async remove(paths: readonly string[]): Promise<string[]> {
    const gone: string[] = [];
    for (const path of paths) {
      try {
        await rm(`${this.folder}/${path}.mp4`, { force: true });
        await rm(`${this.folder}/${path}.part`, { force: true });
        gone.push(path);
      } catch (thrown) {
        log.error({ err: thrown, path }, 'segment could not be deleted');
      }
    }
    return gone;
  }

  /** Of the disk the recordings are on. */
  async disk(): Promise<{ freeBytes: number; totalBytes: number }> {
    const { bavail, blocks, bsize } = await statfs(this.folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([...this.#recorded.keys()].map((cameraId) => this.forget(cameraId)));
  }

  /** A camera that is to be recorded now is pulled; the others are not, for this. */
  #look(): void {
    const { clock, settings } = this.#needs;
    for (const recorded of this.#recorded.values()) {
      const { camera, plan, recorder, detach } = recorded;
      const isNeeded = plan.mode === 'event' || isToBeRecorded(plan, clock(), 0, settings.timeZone);
      if (isNeeded && !detach) {
        for (const unit of camera.stream.cachedGop) recorder.take(unit);
        recorded.detach = camera.attach(recorder);
      }
      if (!isNeeded && detach) {
        detach();
        recorded.detach = undefined;
        recorder.stop();
      }
    }
  }

  async #readLeftover(path: string): Promise<RecordedSegment | undefined> {
    const file = await open(`${this.folder}/${path}.part`, 'r+');
    let segment: RecordedSegment | undefined;
    try {
      segment = await readSegment(file, path);
      if (segment) await file.truncate(segment.byteCount);
    } finally {
      await file.close();
    }
    if (!segment) await rm(`${this.folder}/${path}.part`);
    return segment;
  }
}
