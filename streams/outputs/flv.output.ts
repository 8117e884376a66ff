/** One viewer's FLV: the pictures since the last key frame at once, then pictures and sound as they come. */
import { flvHeader, isForFlv, pictureTag, soundStart, soundTag, videoStart } from '../flv/write-flv.ts';
import { type AccessUnit, type ParameterSets, TICKS_PER_MS } from '../hub/access-unit.ts';
import type { AudioFormat, AudioUnit } from '../hub/audio-unit.ts';
import type { Output } from '../hub/live-stream.ts';
import { Backlog } from './backlog.ts';

export type FlvChannel = {
  send(bytes: Buffer): void;
  /** Bytes that were sent and have not left yet. */
  readonly waitingBytes: number;
  /** Of the sound that comes now, if any does. */
  readonly audioFormat: AudioFormat | undefined;
};

export class FlvOutput implements Output {
  readonly #channel: FlvChannel;
  readonly #backlog = new Backlog();
  #parameterSets: ParameterSets | undefined;
  #format: AudioFormat | undefined;
  /** Of the first picture sent: times in FLV count from there. */
  #beganAtTicks: number | undefined;

  constructor(channel: FlvChannel) {
    this.#channel = channel;
  }

  /** The pictures since the last key frame. */
  start(cachedGop: readonly AccessUnit[]): void {
    if (cachedGop.length === 0) return;
    for (const unit of this.#backlog.begin(cachedGop)) this.#send(unit);
  }

  take(unit: AccessUnit): void {
    const due = this.#backlog.take(unit, this.#channel.waitingBytes);
    if (due.length > 0) this.#backlog.takeLost();
    for (const each of due) this.#send(each);
  }

  takeAudio(unit: AudioUnit): void {
    if (!this.#backlog.isFlowing || !isForFlv(unit.format)) return;
    const began = this.#beganAtTicks;
    if (began === undefined || unit.ticks < began) return;
    const atMs = toMs(unit.ticks - began);
    if (unit.format !== this.#format) {
      this.#format = unit.format;
      const start = soundStart(unit.format, atMs);
      if (start) this.#channel.send(start);
    }
    this.#channel.send(soundTag(unit, atMs));
  }

  #send(unit: AccessUnit): void {
    const { ticks, compositionTicks, parameterSets } = unit;
    this.#beganAtTicks ??= this.#begin(ticks);
    const atMs = toMs(ticks - this.#beganAtTicks);
    if (parameterSets !== this.#parameterSets) {
      this.#parameterSets = parameterSets;
      this.#channel.send(videoStart(parameterSets, atMs));
    }
    // Both are rounded, so that pictures are shown as far apart as they should be.
    this.#channel.send(pictureTag(unit, atMs, toMs(ticks + compositionTicks - this.#beganAtTicks) - atMs));
  }

  #begin(ticks: number): number {
    const { audioFormat } = this.#channel;
    this.#channel.send(flvHeader(audioFormat !== undefined && isForFlv(audioFormat)));
    return ticks;
  }
}

function toMs(ticks: number): number {
  return Math.round(ticks / TICKS_PER_MS);
}
