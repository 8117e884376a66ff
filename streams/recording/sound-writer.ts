/**
 * A camera's sound as one track of a segment: without holes, and where its pictures are.
 *
 * A player waits for sound that a track announces. So what is missing, because a packet
 * was lost or a camera says nothing while nothing is heard, is written as silence; what
 * comes twice or too late is left out. AAC and Opus are written as they come, G.711 as
 * FLAC of its samples.
 */

import { type Law, readG711 } from '../flac/g711.ts';
import { flacFrame, LONGEST_BLOCK, SHORTEST_BLOCK } from '../flac/write-flac.ts';
import { TICKS_PER_SECOND } from '../hub/access-unit.ts';
import type { AudioFormat, AudioUnit } from '../hub/audio-unit.ts';
import type { SoundRun, SoundSample } from '../mp4/fragmented-mp4.ts';
import { readAudioSpecificConfig } from '../rtp/aac.ts';

/** Sound of a fragment may come so much later than its pictures. */
const LATE_TICKS = 0.3 * TICKS_PER_SECOND;
/** Off its place by less than this, sound just goes on. */
const MAX_APART_TICKS = 0.015 * TICKS_PER_SECOND;

export interface SoundWriter {
  /** What is written so far ends there. */
  readonly endTicks: number;
  /** What is to be written with pictures that end at `endTicks`. Units come in their order; undefined when there is none yet. */
  write(units: readonly AudioUnit[], endTicks: number): SoundRun | undefined;
}

/** From `startTicks` on. */
export function openSoundWriter(format: AudioFormat, startTicks: number): SoundWriter {
  const { codec } = format;
  return codec === 'PCMA' || codec === 'PCMU'
    ? new SampleWriter(format, codec, startTicks)
    : new FrameWriter(format, startTicks);
}

export function isSameSound(one: AudioFormat | undefined, other: AudioFormat | undefined): boolean {
  if (!one || !other) return one === other;
  const { codec, clockRate, channels, config } = one;
  const isAlike = codec === other.codec && clockRate === other.clockRate && channels === other.channels;
  return isAlike && config.equals(other.config);
}

/** Frames as they come, each with its own time. */
class FrameWriter implements SoundWriter {
  readonly #silence: SoundSample | undefined;
  #ticks: number;

  constructor(format: AudioFormat, startTicks: number) {
    this.#silence = silentFrame(format);
    this.#ticks = startTicks;
  }

  get endTicks(): number {
    return this.#ticks;
  }

  write(units: readonly AudioUnit[], endTicks: number): SoundRun | undefined {
    const samples: SoundSample[] = [];
    let startTicks = this.#ticks;
    for (const { data, ticks, durationTicks } of units) {
      if (ticks < this.#ticks - Math.max(MAX_APART_TICKS, durationTicks / 2)) continue;
      this.#fill(samples, ticks);
      if (samples.length === 0) startTicks = this.#ticks = Math.max(ticks, this.#ticks);
      samples.push({ data, durationTicks });
      this.#ticks += durationTicks;
    }
    if (endTicks - this.#ticks > LATE_TICKS) this.#fill(samples, endTicks - LATE_TICKS);
    return samples.length === 0 ? undefined : { ticks: startTicks, samples };
  }

  /** Whole frames of silence; what is less than one makes the frame before it last longer. */
  #fill(samples: SoundSample[], toTicks: number): void {
    const silence = this.#silence;
    while (silence && toTicks - this.#ticks >= silence.durationTicks) {
      samples.push({ ...silence });
      this.#ticks += silence.durationTicks;
    }
    const last = samples.at(-1);
    if (!last || toTicks <= this.#ticks) return;
    last.durationTicks += toTicks - this.#ticks;
    this.#ticks = toTicks;
  }
}

/** Samples without a break, in frames of FLAC. */
class SampleWriter implements SoundWriter {
  readonly #law: Law;
  readonly #channels: number;
  readonly #ticksPerSample: number;
  readonly #startTicks: number;
  /** A channel's, since the segment's beginning. */
  #sampleCount = 0;
  /** Too few for a frame. */
  #rest: Int16Array = new Int16Array();

  constructor({ clockRate, channels }: AudioFormat, law: Law, startTicks: number) {
    this.#law = law;
    this.#channels = channels;
    this.#ticksPerSample = TICKS_PER_SECOND / clockRate;
    this.#startTicks = startTicks;
  }

  get endTicks(): number {
    return this.#ticksAt(this.#sampleCount);
  }

  write(units: readonly AudioUnit[], endTicks: number): SoundRun | undefined {
    const pieces: Int16Array[] = [this.#rest];
    let ticks = this.endTicks + this.#toTicks(this.#rest);
    const add = (piece: Int16Array) => {
      pieces.push(piece);
      ticks += this.#toTicks(piece);
    };
    for (const unit of units) {
      const aheadTicks = unit.ticks - ticks;
      if (aheadTicks < -MAX_APART_TICKS) continue;
      if (aheadTicks > MAX_APART_TICKS) add(this.#silence(aheadTicks));
      add(readG711(unit.data, this.#law));
    }
    if (endTicks - ticks > LATE_TICKS) add(this.#silence(endTicks - LATE_TICKS - ticks));
    return this.#toFrames(joined(pieces));
  }

  #toFrames(values: Int16Array): SoundRun | undefined {
    const ticks = Math.round(this.#ticksAt(this.#sampleCount));
    const samples: SoundSample[] = [];
    let at = 0;
    while (values.length - at >= SHORTEST_BLOCK * this.#channels) {
      const block = values.subarray(at, at + LONGEST_BLOCK * this.#channels);
      const whole = block.subarray(0, block.length - (block.length % this.#channels));
      const data = flacFrame(whole, this.#channels, this.#sampleCount);
      const count = whole.length / this.#channels;
      const endTicks = Math.round(this.#ticksAt(this.#sampleCount + count));
      samples.push({ data, durationTicks: endTicks - Math.round(this.#ticksAt(this.#sampleCount)) });
      this.#sampleCount += count;
      at += whole.length;
    }
    this.#rest = values.slice(at);
    return samples.length === 0 ? undefined : { ticks, samples };
  }

  #silence(ticks: number): Int16Array {
    return new Int16Array(Math.round(ticks / this.#ticksPerSample) * this.#channels);
  }

  #ticksAt(sampleCount: number): number {
    return this.#startTicks + sampleCount * this.#ticksPerSample;
  }

  #toTicks({ length }: Int16Array): number {
    return (length / this.#channels) * this.#ticksPerSample;
  }
}

function joined(pieces: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** A frame in which nothing is heard; undefined for AAC other than one or two channels of low complexity. */
function silentFrame({ codec, clockRate, channels, config }: AudioFormat): SoundSample | undefined {
  // RFC 6716 section 3.1: 20 ms of CELT, and nothing in it.
  if (codec === 'Opus') return { data: SILENT_OPUS[channels === 1 ? 1 : 2], durationTicks: 0.02 * TICKS_PER_SECOND };
  const facts = readAudioSpecificConfig(config);
  if (facts?.objectType !== 2) return undefined;
  const data = SILENT_AAC[facts.channelConfiguration];
  return data && { data, durationTicks: Math.round((1_024 * TICKS_PER_SECOND) / clockRate) };
}

const SILENT_OPUS = { 1: Buffer.from('f8fffe', 'hex'), 2: Buffer.from('fcfffe', 'hex') };
/** By channels (ISO/IEC 14496-3 table 4.4): one element, or a pair, whose spectrum is empty. */
const SILENT_AAC: Record<number, Buffer> = { 1: Buffer.from('01182007', 'hex'), 2: Buffer.from('211004608c1c', 'hex') };
