/**
 * Watches cameras for movement: pictures from the hub to a decoder, from there to
 * a worker thread, and back as a detection with the very picture it was seen in.
 *
 * A camera whose decoder finds no place, or ends, is tried again.
 */
import { Worker } from 'node:worker_threads';
import type { Region } from '../../config/contract/alert.ts';
import type { Detection } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Camera } from '../cameras/camera.ts';
import { type AccessUnit, toAnnexB } from '../hub/access-unit.ts';
import type { Codec, DecoderPool, RawDecoder } from '../pictures/decoder-pool.ts';

const log = newLogger('analysis');

const PICTURE_WIDTH = 640;
const RETRY_MS = 5_000;

export type PictureShown = {
  cameraId: string;
  yuv: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
  atMs: number;
};
export type PictureSeen = PictureShown & { region: Region };

export type AnalyserNeeds = {
  clock: Clock;
  newId: NewId;
  decoders: DecoderPool;
  framesPerSecond: number;
  sensitivity: number;
  onDetection: (detection: Detection) => void;
};

export class MotionAnalyser {
  readonly #needs: AnalyserNeeds;
  /** Opened with the first picture: a node that analyses nothing does without. */
  #worker: Worker | undefined;
  readonly #watched = new Map<string, { camera: Camera; stop: () => void }>();

  constructor(needs: AnalyserNeeds) {
    this.#needs = needs;
  }

  watch(camera: Camera): void {
    if (this.#watched.has(camera.cameraId)) return;
    this.#watched.set(camera.cameraId, { camera, stop: this.#follow(camera) });
  }

  isWatching(camera: Camera): boolean {
    return this.#watched.get(camera.cameraId)?.camera === camera;
  }

  forget(cameraId: string): void {
    this.#watched.get(cameraId)?.stop();
    this.#watched.delete(cameraId);
  }

  async close(): Promise<void> {
    for (const { stop } of this.#watched.values()) stop();
    await this.#worker?.terminate();
  }

  #openWorker(): Worker {
    const { sensitivity } = this.#needs;
    const worker = new Worker(new URL('./motion.worker.ts', import.meta.url), { workerData: { sensitivity } });
    worker.on('message', (seen: PictureSeen) => void this.#report(seen));
    // The next picture opens another.
    worker.on('error', (thrown) => {
      log.error({ err: thrown }, 'motion worker failed');
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }

  /** Returns the way to stop. */
  #follow(camera: Camera): () => void {
    let decoder: RawDecoder | undefined;
    let waitsForKey = true;
    let retryAtMs = 0;
    let decoded = '';
    const open = (unit: AccessUnit) => {
      const { width } = camera.size;
      const { framesPerSecond } = camera.health();
      if (width === 0 || framesPerSecond === 0 || unit.receivedAtMs < retryAtMs) return;
      retryAtMs = unit.receivedAtMs + RETRY_MS;
      decoded = shapeOf(unit, camera);
      const { codec } = unit.parameterSets;
      decoder = this.#openDecoder(camera, { codec, framesPerSecond }, () => {
        decoder = undefined;
      });
      if (!decoder) log.warn({ cameraId: camera.cameraId }, 'no decoder free for analysis');
    };
    const detach = camera.attach({
      take: (unit) => {
        if (unit.isKey && decoder && decoded !== shapeOf(unit, camera)) decoder.close();
        if (unit.isKey && !decoder) open(unit);
        if (unit.isKey) waitsForKey = false;
        if (!decoder || waitsForKey) return;
        if (!decoder.feed(toAnnexB(unit))) waitsForKey = true;
      },
    });
    return () => {
      detach();
      decoder?.close();
    };
  }

  #openDecoder(
    camera: Camera,
    { codec, framesPerSecond }: { codec: Codec; framesPerSecond: number },
    onEnded: () => void,
  ): RawDecoder | undefined {
    const { width, height } = fittedSize(camera.size);
    const { clock, decoders } = this.#needs;
    return decoders.openRaw({
      codec,
      width,
      height,
      everyNth: Math.max(1, Math.round(framesPerSecond / this.#needs.framesPerSecond)),
      onPicture: (picture) => {
        const yuv = new Uint8Array(picture);
        const shown: PictureShown = { cameraId: camera.cameraId, yuv, width, height, atMs: clock() };
        this.#worker ??= this.#openWorker();
        this.#worker.postMessage(shown, [yuv.buffer]);
      },
      onEnded,
    });
  }

  async #report({ cameraId, yuv, width, height, atMs, region }: PictureSeen): Promise<void> {
    if (!this.#watched.has(cameraId)) return;
    const { decoders, newId, onDetection } = this.#needs;
    const picture = await decoders.jpegOfRaw(Buffer.from(yuv.buffer), { width, height }).catch((thrown: unknown) => {
      log.warn({ err: thrown, cameraId }, 'no picture for a detection');
      return null;
    });
    onDetection({ detectionId: newId(), cameraId, kind: 'motion', level: 'warning', atMs, region, picture });
  }
}

/** 640 wide at most, both sides even. */
function fittedSize({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(1, PICTURE_WIDTH / width);
  const even = (value: number) => Math.max(2, Math.round((value * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}

/** A decoder is for one codec and one size. */
function shapeOf({ parameterSets }: AccessUnit, { size }: Camera): string {
  return `${parameterSets.codec} ${size.width}x${size.height}`;
}
