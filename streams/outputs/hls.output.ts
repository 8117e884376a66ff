/**
 * One camera as low-latency HLS (RFC 8216bis): parts and segments of fMP4 in memory.
 *
 * A picture's duration is known when the next one comes, so one picture is held
 * back. Segments begin at key frames. A gap in the camera's time, or new parameter
 * sets, is a discontinuity and never a frozen or stretched picture.
 */
import { EventEmitter } from 'node:events';
import { type AccessUnit, type ParameterSets, TICKS_PER_SECOND } from '../hub/access-unit.ts';
import type { Output } from '../hub/live-stream.ts';
import { factsOf } from '../hub/video-facts.ts';
import { fragment, initSegment, type Sample } from '../mp4/fragmented-mp4.ts';

const PART_AIM_TICKS = 0.4 * TICKS_PER_SECOND;
const SEGMENT_AT_LEAST_TICKS = TICKS_PER_SECOND;
const KEPT_SEGMENTS = 6;
const GAP_TICKS = 2 * TICKS_PER_SECOND;
const USUAL_FRAME_TICKS = TICKS_PER_SECOND / 25;

type Part = { data: Buffer; durationTicks: number; isIndependent: boolean };
type Segment = {
  sequence: number;
  parts: Part[];
  durationTicks: number;
  initId: number;
  isDiscontinuity: boolean;
  startedAtMs: number;
  isWhole: boolean;
};

export class HlsOutput implements Output {
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #inits: Buffer[] = [];
  #parameterSets: ParameterSets | undefined;
  #segments: Segment[] = [];
  #nextSequence = 0;
  #discontinuities = 0;
  /** Never fall: a target that was announced holds (section 4.4.3.1). Of a camera whose intervals grow they have to grow. */
  #targetTicks = SEGMENT_AT_LEAST_TICKS;
  #partTargetTicks = PART_AIM_TICKS;
  #held: AccessUnit | undefined;
  #lastDurationTicks = USUAL_FRAME_TICKS;
  #samples: Sample[] = [];
  #fragmentCount = 0;
  #breakNext = false;

  take(unit: AccessUnit): void {
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
    if (isGap) this.#break();
    if (isGap && !unit.isKey) this.#held = undefined;
  }

  /** Waits until the part is there, at most `timeoutMs`; without numbers until there is anything. */
  async waitFor(sequence: number, part: number, timeoutMs: number): Promise<boolean> {
    const has = () => this.#has(sequence, part);
    if (has()) return true;
    return new Promise((resolve) => {
      const check = () => {
        if (has()) end(true);
      };
      const end = (found: boolean) => {
        clearTimeout(timer);
        this.#events.off('part', check);
        resolve(found);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      this.#events.on('part', check);
    });
  }

  /** The media playlist; addresses in it are relative. */
  playlist(): string {
    const lines = [
      '#EXTM3U',
      '#EXT-X-VERSION:9',
      `#EXT-X-TARGETDURATION:${Math.ceil(seconds(this.#targetTicks))}`,
      `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${fixed(this.#partTargetTicks * 3)}`,
      `#EXT-X-PART-INF:PART-TARGET=${fixed(this.#partTargetTicks)}`,
      `#EXT-X-MEDIA-SEQUENCE:${this.#segments[0]?.sequence ?? 0}`,
      `#EXT-X-DISCONTINUITY-SEQUENCE:${this.#discontinuities}`,
    ];
    let initId = -1;
    for (const segment of this.#segments) {
      if (segment.isDiscontinuity) lines.push('#EXT-X-DISCONTINUITY');
      if (segment.initId !== initId) lines.push(`#EXT-X-MAP:URI="init-${segment.initId}.mp4"`);
      initId = segment.initId;
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startedAtMs).toISOString()}`);
      for (const [index, part] of segment.parts.entries()) {
        const independent = part.isIndependent ? ',INDEPENDENT=YES' : '';
        lines.push(
          `#EXT-X-PART:DURATION=${fixed(part.durationTicks)},URI="part-${segment.sequence}.${index}.m4s"${independent}`,
        );
      }
      if (segment.isWhole) lines.push(`#EXTINF:${fixed(segment.durationTicks)},`, `segment-${segment.sequence}.m4s`);
    }
    const open = this.#segments.at(-1);
    if (open && !open.isWhole)
      lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-${open.sequence}.${open.parts.length}.m4s"`);
    return `${lines.join('\n')}\n`;
  }

  init(initId: number): Buffer | undefined {
    return this.#inits[initId];
  }

  part(sequence: number, index: number): Buffer | undefined {
    return this.#segment(sequence)?.parts[index]?.data;
  }

  segment(sequence: number): Buffer | undefined {
    const segment = this.#segment(sequence);
    return segment?.isWhole ? Buffer.concat(segment.parts.map(({ data }) => data)) : undefined;
  }

  #segment(sequence: number): Segment | undefined {
    return this.#segments.find((segment) => segment.sequence === sequence);
  }

  #has(sequence: number, part: number): boolean {
    const newest = this.#segments.at(-1);
    if (!newest || newest.parts.length === 0) return false;
    if (newest.sequence !== sequence) return newest.sequence > sequence;
    return newest.parts.length > part || newest.isWhole;
  }

  #add(sample: Sample): void {
    const { unit } = sample;
    if (unit.parameterSets !== this.#parameterSets) this.#newInit(unit.parameterSets);
    const open = this.#segments.at(-1);
    const openTicks = (open?.durationTicks ?? 0) + total(this.#samples);
    if (!open || open.isWhole || (unit.isKey && (this.#breakNext || openTicks >= SEGMENT_AT_LEAST_TICKS))) {
      this.#finishSegment();
      this.#newSegment(unit);
    } else if (total(this.#samples) + sample.durationTicks > PART_AIM_TICKS + 1) {
      this.#finishPart();
    }
    this.#samples.push(sample);
  }

  #newInit(parameterSets: ParameterSets): void {
    const facts = factsOf(parameterSets);
    this.#breakNext = this.#parameterSets !== undefined;
    this.#parameterSets = parameterSets;
    this.#inits.push(initSegment(parameterSets, facts ?? { width: 0, height: 0 }));
  }

  #newSegment(unit: AccessUnit): void {
    this.#segments.push({
      sequence: this.#nextSequence,
      parts: [],
      durationTicks: 0,
      initId: this.#inits.length - 1,
      isDiscontinuity: this.#breakNext,
      startedAtMs: unit.receivedAtMs,
      isWhole: false,
    });
    this.#breakNext = false;
    this.#nextSequence += 1;
    while (this.#segments.length > KEPT_SEGMENTS) {
      if (this.#segments.shift()?.isDiscontinuity) this.#discontinuities += 1;
    }
  }

  #break(): void {
    this.#finishSegment();
    this.#breakNext = true;
  }

  #finishSegment(): void {
    this.#finishPart();
    const open = this.#segments.at(-1);
    if (open) open.isWhole = true;
    this.#events.emit('part');
  }

  #finishPart(): void {
    const open = this.#segments.at(-1);
    if (!open || open.isWhole || this.#samples.length === 0) return;
    this.#fragmentCount += 1;
    const durationTicks = total(this.#samples);
    open.parts.push({
      data: fragment(this.#samples, this.#fragmentCount),
      durationTicks,
      isIndependent: this.#samples[0]?.unit.isKey ?? false,
    });
    open.durationTicks += durationTicks;
    this.#targetTicks = Math.max(this.#targetTicks, open.durationTicks);
    this.#partTargetTicks = Math.max(this.#partTargetTicks, durationTicks);
    this.#samples = [];
    this.#events.emit('part');
  }
}

function total(samples: readonly Sample[]): number {
  return samples.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
}

function seconds(ticks: number): number {
  return ticks / TICKS_PER_SECOND;
}

function fixed(ticks: number): string {
  return seconds(ticks).toFixed(5);
}
