/**
 * When a picture is decoded and when it is shown.
 *
 * RTP tells only when a picture is shown. A camera with B-frames sends pictures in
 * another order than that: then the times of decoding are the times of showing, put
 * in order and held back by as many pictures as may come early. Without B-frames
 * both are the same.
 */
import type { Clock } from '../../config/kernel/clock.ts';
import { type AccessUnit, eachNal, type ParameterSets, TICKS_PER_SECOND } from '../hub/access-unit.ts';
import { isBSlice, parseSps } from './h264.ts';
import type { Picture } from './h264-depacketizer.ts';
import { parseH265Sps } from './h265.ts';
import { Timeline } from './timeline.ts';

/** Of a camera that has B-frames and does not say how many pictures may come early. */
const UNSAID_DEPTH = 2;
const MAX_DEPTH = 16;
const USUAL_FRAME_TICKS = TICKS_PER_SECOND / 25;

export type PictureTimes = Pick<AccessUnit, 'ticks' | 'compositionTicks' | 'isReordered'>;

export class PictureOrder {
  readonly #timeline: Timeline;
  #parameterSets: ParameterSets | undefined;
  /** How many pictures may come before one that is shown earlier. */
  #depth = 0;
  #isReordered = false;
  #mayStillReorder = false;
  #waitsForKey = false;
  /** Times of showing that no picture was given for its decoding yet, in order. */
  #early: number[] = [];
  #lastTicks = -1;

  constructor(clock: Clock) {
    this.#timeline = new Timeline(clock);
  }

  /** A new connection counts from anywhere. */
  restart(): void {
    this.#timeline.restart();
    this.#early = [];
  }

  /** Undefined for a picture whose place cannot be told: B-frames came unannounced, and the next key frame is waited for. */
  place(picture: Picture): PictureTimes | undefined {
    this.#follow(picture.parameterSets);
    if (this.#mayStillReorder && hasBSlice(picture.data)) this.#reorder();
    if (this.#waitsForKey && !picture.isKey) return undefined;
    this.#waitsForKey = false;
    const shownAt = this.#timeline.ticksOf(picture.rtpTimestamp, { mayStepBack: this.#depth > 0 });
    const ticks = this.#decodedAt(shownAt);
    this.#lastTicks = ticks;
    return { ticks, compositionTicks: shownAt - ticks, isReordered: this.#isReordered };
  }

  /** H.265 says whether it does; of H.264 many cameras say that they might, or nothing, and the slices tell. */
  #follow(sets: ParameterSets): void {
    if (sets === this.#parameterSets) return;
    this.#parameterSets = sets;
    const isH265 = sets.codec === 'h265';
    const said = (isH265 ? parseH265Sps(sets.sps) : parseSps(sets.sps))?.reorderPictures ?? null;
    if (isH265 || said === 0) this.#isReordered = (said ?? 0) > 0;
    this.#depth = Math.min(MAX_DEPTH, said ?? (this.#isReordered ? UNSAID_DEPTH : 0));
    this.#mayStillReorder = !isH265 && said !== 0 && !this.#isReordered;
  }

  #reorder(): void {
    this.#isReordered = true;
    this.#mayStillReorder = false;
    if (this.#depth > 0) return;
    this.#depth = UNSAID_DEPTH;
    this.#waitsForKey = true;
  }

  #decodedAt(shownAt: number): number {
    if (this.#depth === 0) return Math.max(shownAt, this.#lastTicks + 1);
    const place = this.#early.findLastIndex((other) => other <= shownAt) + 1;
    this.#early.splice(place, 0, shownAt);
    const next = this.#early.length > this.#depth ? this.#early.shift() : undefined;
    // The first pictures have none before them whose time they could take.
    const held = this.#depth - this.#early.length + 1;
    const ticks = next ?? (this.#early[0] ?? shownAt) - held * USUAL_FRAME_TICKS;
    if (ticks > shownAt && this.#depth < MAX_DEPTH) this.#depth += 1;
    return Math.max(ticks, this.#lastTicks + 1);
  }
}

function hasBSlice(data: Buffer): boolean {
  let found = false;
  eachNal(data, (start, end) => {
    if (!found && isBSlice(data.subarray(start, end))) found = true;
  });
  return found;
}
