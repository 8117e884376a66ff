/**
 * Writes one segment: an initialisation segment, then a fragment for each second.
 *
 * A fragment is handed to the system in one write, so that what a killed process
 * leaves behind is whole but for its last second. The file is called `.part` until
 * the index has it.
 */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../config/contract/errors.ts';
import type { RecordedSegment } from '../../config/contract/recording.ts';
import { TICKS_PER_MS } from '../hub/access-unit.ts';
import type { VideoFacts } from '../hub/video-facts.ts';
import { fragmentParts, initSegment, type Sample, type SoundRun } from '../mp4/fragmented-mp4.ts';
import type { SoundDescription } from '../mp4/sound-entry.ts';
import { segmentPath } from './recording.rules.ts';

type Beginning = {
  folder: string;
  cameraId: string;
  first: Sample;
  facts: VideoFacts;
  sound: SoundDescription | undefined;
  isContinuation: boolean;
};

export class SegmentWriter {
  readonly #file: FileHandle;
  readonly #segment: RecordedSegment;
  readonly #firstTicks: number;
  #fragmentCount = 0;

  private constructor(file: FileHandle, segment: RecordedSegment, firstTicks: number) {
    this.#file = file;
    this.#segment = segment;
    this.#firstTicks = firstTicks;
  }

  /** Errors: those of the file system. */
  static async begin({ folder, cameraId, first, facts, sound, isContinuation }: Beginning): Promise<SegmentWriter> {
    const { unit } = first;
    const init = initSegment(unit.parameterSets, facts, sound);
    const path = segmentPath(cameraId, unit.receivedAtMs);
    const file = await openNew(`${folder}/${path}.part`);
    const segment = {
      path,
      cameraId,
      startedAtMs: unit.receivedAtMs,
      endedAtMs: unit.receivedAtMs,
      byteCount: init.length,
      ...facts,
      audioCodec: sound?.codec ?? null,
      initByteCount: init.length,
      keyFrames: [],
      isContinuation,
    };
    try {
      await file.writev([init]);
    } catch (thrown) {
      await file.close();
      throw thrown;
    }
    return new SegmentWriter(file, segment, unit.ticks);
  }

  /** The file as it stands; a copy. */
  get segment(): RecordedSegment {
    return { ...this.#segment, keyFrames: [...this.#segment.keyFrames] };
  }

  async append(samples: readonly Sample[], sound?: SoundRun): Promise<void> {
    const [first] = samples;
    if (!first) return;
    this.#fragmentCount += 1;
    const parts = fragmentParts(samples, this.#fragmentCount, sound);
    const byteCount = parts.reduce((sum, { length }) => sum + length, 0);
    await this.#write(parts, byteCount);
    const segment = this.#segment;
    if (first.unit.isKey) segment.keyFrames.push({ offset: segment.byteCount, atMs: this.#atMs(first.unit.ticks) });
    segment.byteCount += byteCount;
    const last = samples.at(-1) ?? first;
    segment.endedAtMs = this.#atMs(last.unit.ticks + last.durationTicks);
  }

  async end(): Promise<void> {
    try {
      await this.#file.datasync();
    } finally {
      await this.#file.close();
    }
  }

  /** All of it or, on a full disk, nothing. */
  async #write(parts: readonly Buffer[], byteCount: number): Promise<void> {
    try {
      const { bytesWritten } = await this.#file.writev(parts);
      if (bytesWritten < byteCount) throw new AppError('DISK_FULL');
    } catch (thrown) {
      await this.#file.truncate(this.#segment.byteCount);
      throw thrown;
    }
  }

  /** By the media's own clock, which runs evenly; pictures arrive unevenly. */
  #atMs(ticks: number): number {
    return Math.round(this.#segment.startedAtMs + (ticks - this.#firstTicks) / TICKS_PER_MS);
  }
}

async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return open(path, 'wx', 0o600);
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
}
