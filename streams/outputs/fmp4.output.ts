/**
 * One viewer's fragmented MP4 over a message channel: the pictures since the last
 * key frame at once, then each picture as it comes.
 *
 * A viewer that cannot keep up is told how many pictures it lost.
 */
import { type AccessUnit, TICKS_PER_MS, TICKS_PER_SECOND } from '../hub/access-unit.ts';
import type { Output } from '../hub/live-stream.ts';
import { factsOf } from '../hub/video-facts.ts';
import { fragment, initSegment, type Sample } from '../mp4/fragmented-mp4.ts';
import { Backlog } from './backlog.ts';

const USUAL_FRAME_TICKS = TICKS_PER_SECOND / 25;
const LONGEST_FRAME_TICKS = 2 * TICKS_PER_SECOND;

/** What is said in words; everything else is MP4. A `start` is followed by an initialisation segment. */
export type Fmp4Message =
  | { kind: 'start'; codec: string; width: number; height: number }
  /** `atMs`: when the newest picture sent so far was received from the camera. */
  | { kind: 'time'; ticks: number; atMs: number }
  | { kind: 'lost'; pictures: number };

export type Fmp4Channel = {
  say(message: Fmp4Message): void;
  send(bytes: Buffer): void;
  /** Bytes that were sent and have not left yet. */
  readonly waitingBytes: number;
};

const TIME_EVERY_MS = 1_000;

export class Fmp4Output implements Output {
  readonly #channel: Fmp4Channel;
  readonly #backlog = new Backlog();
  #parameterSets: AccessUnit['parameterSets'] | undefined;
  #fragmentCount = 0;
  #lastTicks = 0;
  #durationTicks = USUAL_FRAME_TICKS;
  #toldAtMs = 0;

  constructor(channel: Fmp4Channel) {
    this.#channel = channel;
  }

  /** The pictures since the last key frame, as few fragments as there is room for. */
  start(cachedGop: readonly AccessUnit[]): void {
    if (cachedGop.length > 0) this.#send(this.#backlog.begin(cachedGop));
  }

  take(unit: AccessUnit): void {
    const [first, ...more] = this.#backlog.take(unit, this.#channel.waitingBytes);
    if (!first) return;
    const pictures = this.#backlog.takeLost();
    if (pictures > 0) this.#channel.say({ kind: 'lost', pictures });
    // Its duration is known when the next one comes; a player that is at the live edge cannot wait for that.
    this.#durationTicks = stepOf(first.ticks - this.#lastTicks, this.#durationTicks);
    this.#send([first, ...more]);
  }

  #send(units: readonly AccessUnit[]): void {
    const samples = units.map((unit, index): Sample => {
      const next = units[index + 1];
      return { unit, durationTicks: next ? stepOf(next.ticks - unit.ticks, this.#durationTicks) : this.#durationTicks };
    });
    const [first] = samples;
    const last = samples.at(-1);
    if (!first || !last) return;
    if (first.unit.parameterSets !== this.#parameterSets) this.#begin(first.unit.parameterSets);
    this.#fragmentCount += 1;
    this.#channel.send(fragment(samples, this.#fragmentCount));
    this.#lastTicks = last.unit.ticks;
    if (last.unit.receivedAtMs - this.#toldAtMs < TIME_EVERY_MS) return;
    this.#toldAtMs = last.unit.receivedAtMs;
    this.#channel.say({ kind: 'time', ticks: last.unit.ticks, atMs: last.unit.receivedAtMs });
  }

  #begin(parameterSets: AccessUnit['parameterSets']): void {
    const facts = factsOf(parameterSets);
    this.#parameterSets = parameterSets;
    if (!facts) return;
    this.#channel.say({ kind: 'start', ...facts });
    this.#channel.send(initSegment(parameterSets, facts));
  }
}

function stepOf(ticks: number, usual: number): number {
  return ticks >= TICKS_PER_MS && ticks <= LONGEST_FRAME_TICKS ? ticks : usual;
}
