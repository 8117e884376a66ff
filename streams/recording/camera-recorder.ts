/**
 * Records one camera by its plan, as an output like any other.
 *
 * It takes pictures at once and writes behind: a disk that is slow or full costs
 * this camera's recording, said once, and nobody's live picture.
 */
import { AppError, toAppError } from '../../config/contract/errors.ts';
import type { RecordedSegment, RecordingPlan } from '../../config/contract/recording.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Lane } from '../../config/kernel/lane.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { type AccessUnit, TICKS_PER_MS, TICKS_PER_SECOND } from '../hub/access-unit.ts';
import type { AudioFormat, AudioUnit } from '../hub/audio-unit.ts';
import type { Output } from '../hub/live-stream.ts';
import { factsOf } from '../hub/video-facts.ts';
import type { Sample, SoundRun } from '../mp4/fragmented-mp4.ts';
import { describeSound } from '../mp4/sound-entry.ts';
import { PreRoll } from './pre-roll.ts';
import { isToBeRecorded } from './recording.rules.ts';
import { SegmentWriter } from './segment-writer.ts';
import { isSameSound, openSoundWriter, type SoundWriter } from './sound-writer.ts';

const log = newLogger('recorder');

const FRAGMENT_TICKS = TICKS_PER_SECOND;
const GAP_TICKS = 2 * TICKS_PER_SECOND;
const USUAL_FRAME_TICKS = TICKS_PER_SECOND / 25;
const MAX_QUEUED_BYTES = 24 * 1_024 * 1_024;
/** After a write that failed. */
const PAUSE_MS = 5_000;
/** The index hears of a growing segment this often. */
const TELL_EVERY_MS = 5_000;

export type RecorderNeeds = {
  cameraId: string;
  /** Where recordings are kept. */
  folder: string;
  timeZone: string;
  segmentMs: number;
  clock: Clock;
  /** Of the camera's sound as it comes now; undefined while none does. */
  audioFormat: () => AudioFormat | undefined;
  onSegment: (segment: RecordedSegment, hasEnded: boolean) => void;
  onFault: (fault: { cameraId: string; why: AppError }) => void;
};

/** `start` is its first picture; `sound` is known when its first pictures are written, undefined where it has none. */
type Segment = {
  start: AccessUnit;
  before: Segment | undefined;
  isOpen: boolean;
  sound: { format: AudioFormat; writer: SoundWriter } | undefined;
};

export class CameraRecorder implements Output {
  readonly #needs: RecorderNeeds;
  readonly #preRoll = new PreRoll();
  readonly #lane = new Lane();
  #plan: RecordingPlan;
  #eventUntilMs = 0;
  #isOn = false;
  #pausedUntilMs = 0;
  #held: AccessUnit | undefined;
  #samples: Sample[] = [];
  #lastDurationTicks = USUAL_FRAME_TICKS;
  #queuedBytes = 0;
  #isSoundWanted = false;
  /** Not written yet, in the order it came. */
  #sound: AudioUnit[] = [];
  /** The segment being written; undefined when none is. */
  #segment: Segment | undefined;
  #writer: SegmentWriter | undefined;
  #toldAtMs = 0;

  constructor(plan: RecordingPlan, needs: RecorderNeeds) {
    this.#plan = plan;
    this.#needs = needs;
  }

  set plan(plan: RecordingPlan) {
    this.#plan = plan;
    if (plan.mode !== 'event') this.#preRoll.clear();
  }

  /** Whether its sound is written too: at once no more, from the next key frame on as well. */
  set isSoundWanted(isWanted: boolean) {
    this.#isSoundWanted = isWanted;
    if (!isWanted) this.#sound = [];
  }

  /** Whether pictures are being written now. */
  get isRecording(): boolean {
    return this.#isOn;
  }

  /** An event: recorded until then, and the seconds before it with it. */
  recordUntil(untilMs: number): void {
    this.#eventUntilMs = Math.max(this.#eventUntilMs, untilMs);
  }

  take(unit: AccessUnit): void {
    if (!this.#isWanted(unit)) {
      if (this.#isOn) this.stop();
      if (this.#plan.mode === 'event') this.#preRoll.push(unit, this.#plan.preRollS * 1_000);
      return;
    }
    if (!this.#isOn) {
      this.#isOn = true;
      if (this.#isSoundWanted) this.#sound.push(...this.#preRoll.takeSound());
      for (const earlier of this.#preRoll.take()) this.#record(earlier);
    }
    this.#record(unit);
  }

  takeAudio(unit: AudioUnit): void {
    if (!this.#isSoundWanted) return;
    if (this.#isOn) this.#sound.push(unit);
    else if (this.#plan.mode === 'event') this.#preRoll.pushSound(unit);
  }

  /** An event is recorded to the end of its group of pictures: what leads up to the next event begins with one. */
  #isWanted({ isKey }: AccessUnit): boolean {
    const { clock, timeZone } = this.#needs;
    const nowMs = clock();
    if (nowMs < this.#pausedUntilMs) return false;
    if (isToBeRecorded(this.#plan, nowMs, this.#eventUntilMs, timeZone)) return true;
    return this.#isOn && this.#plan.mode === 'event' && !isKey;
  }

  /** Nothing more comes for now. */
  stop(): void {
    this.#isOn = false;
    const held = this.#held;
    if (held) this.#add({ unit: held, durationTicks: this.#lastDurationTicks });
    this.#held = undefined;
    this.#endSegment();
    this.#sound = [];
  }

  /** Everything taken so far is written when this resolves. */
  async close(): Promise<void> {
    this.stop();
    await this.#lane.run(async () => {});
  }

  /** A picture's duration is known when the next one comes, so one is held back. */
  #record(unit: AccessUnit): void {
    const held = this.#held;
    this.#held = unit;
    if (!held) {
      if (!unit.isKey) this.#held = undefined;
      return;
    }
    const step = unit.ticks - held.ticks;
    const isGap = step > GAP_TICKS || step <= 0;
    const durationTicks = isGap ? this.#lastDurationTicks : step;
    this.#lastDurationTicks = durationTicks;
    this.#add({ unit: held, durationTicks });
    if (!isGap) return;
    this.#endSegment();
    if (!unit.isKey) this.#held = undefined;
  }

  #add(sample: Sample): void {
    const { unit } = sample;
    if (unit.isKey || ticksOf(this.#samples) >= FRAGMENT_TICKS) this.#flush();
    if (unit.isKey && this.#isNewSegmentAt(unit)) this.#beginSegment(unit);
    if (this.#segment) this.#samples.push(sample);
  }

  #isNewSegmentAt(unit: AccessUnit): boolean {
    const segment = this.#segment;
    if (!segment || segment.start.parameterSets !== unit.parameterSets) return true;
    if (!isSameSound(segment.sound?.format, this.#wantedSound(segment))) return true;
    return unit.ticks - segment.start.ticks >= this.#needs.segmentMs * TICKS_PER_MS;
  }

  /** A camera that was called again says what its sound is when the first of it comes. */
  #wantedSound(before: Segment | undefined): AudioFormat | undefined {
    if (!this.#isSoundWanted) return undefined;
    const format = this.#needs.audioFormat();
    return format ? describeSound(format) && format : before?.sound?.format;
  }

  #beginSegment(start: AccessUnit): void {
    const before = this.#segment;
    this.#endSegment();
    this.#segment = { start, before, isOpen: false, sound: undefined };
  }

  /** Not before its first pictures are to be written: what sound it has is known by then. */
  #openSegment(segment: Segment, first: Sample): void {
    const { start, before } = segment;
    const format = this.#wantedSound(before);
    const isSame = isSameSound(before?.sound?.format, format);
    const isContinuation = before?.start.parameterSets === start.parameterSets && isSame;
    const pictureTicks = start.ticks + Math.max(0, start.compositionTicks);
    // What came too late for the segment before goes on here.
    const soundTicks = (isContinuation && before?.sound?.writer.endTicks) || pictureTicks;
    segment.sound = format && { format, writer: openSoundWriter(format, Math.round(soundTicks)) };
    segment.isOpen = true;
    segment.before = undefined;
    this.#write(0, async () => {
      const { folder, cameraId } = this.#needs;
      const facts = factsOf(start.parameterSets);
      if (!facts) throw new AppError('CAMERA_CODEC_NOT_SUPPORTED', { codec: start.parameterSets.codec });
      const sound = format && describeSound(format);
      this.#writer = await SegmentWriter.begin({ folder, cameraId, first, facts, sound, isContinuation });
    });
  }

  #endSegment(): void {
    if (!this.#segment) return;
    this.#flush();
    this.#segment = undefined;
    this.#write(0, () => this.#finishWriter());
  }

  #flush(): void {
    const samples = this.#samples;
    const [first] = samples;
    const segment = this.#segment;
    if (!first || !segment) return;
    this.#samples = [];
    if (!segment.isOpen) this.#openSegment(segment, first);
    const sound = this.#takeSound(segment, samples);
    const pieces = [...samples.map(({ unit }) => unit), ...(sound?.samples ?? [])];
    const byteCount = pieces.reduce((sum, { data }) => sum + data.length, 0);
    if (this.#queuedBytes + byteCount > MAX_QUEUED_BYTES) {
      this.#fail(new AppError('DISK_TOO_SLOW'));
      this.#write(0, () => this.#finishWriter());
      return;
    }
    this.#write(byteCount, async () => {
      await this.#writer?.append(samples, sound);
      this.#tellSometimes();
    });
  }

  /** What belongs to those pictures, and what came too late for the ones before. */
  #takeSound({ start, sound }: Segment, samples: readonly Sample[]): SoundRun | undefined {
    const last = samples.at(-1);
    if (!last) return undefined;
    const endTicks = last.unit.ticks + last.durationTicks + Math.max(0, start.compositionTicks);
    const belongs = this.#sound.filter(({ ticks }) => ticks < endTicks);
    this.#sound = this.#sound.filter(({ ticks }) => ticks >= endTicks);
    return sound?.writer.write(
      belongs.filter(({ format }) => isSameSound(format, sound.format)),
      endTicks,
    );
  }

  #write(byteCount: number, work: () => Promise<void>): void {
    this.#queuedBytes += byteCount;
    void this.#lane.run(async () => {
      try {
        await work();
      } catch (thrown) {
        this.#fail(toDiskError(thrown));
        await this.#finishWriter().catch((err) => log.warn({ err }, 'segment could not be ended'));
      } finally {
        this.#queuedBytes -= byteCount;
      }
    });
  }

  /** What is written stays; after a pause it begins anew at a key frame. */
  #fail(why: AppError): void {
    const { clock, cameraId, onFault } = this.#needs;
    log.error({ err: why, cameraId }, 'recording interrupted');
    this.#pausedUntilMs = clock() + PAUSE_MS;
    this.#isOn = false;
    this.#held = undefined;
    this.#samples = [];
    this.#sound = [];
    this.#segment = undefined;
    onFault({ cameraId, why });
  }

  async #finishWriter(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    if (!writer) return;
    try {
      await writer.end();
    } finally {
      this.#needs.onSegment(writer.segment, true);
    }
  }

  #tellSometimes(): void {
    const nowMs = this.#needs.clock();
    if (!this.#writer || nowMs - this.#toldAtMs < TELL_EVERY_MS) return;
    this.#toldAtMs = nowMs;
    this.#needs.onSegment(this.#writer.segment, false);
  }
}

function ticksOf(samples: readonly Sample[]): number {
  return samples.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
}

function toDiskError(thrown: unknown): AppError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('DISK_FULL', {}, thrown);
  if (thrown instanceof AppError) return toAppError(thrown);
  return new AppError('DISK_NOT_WRITABLE', { reason: String(code || thrown) }, thrown);
}
