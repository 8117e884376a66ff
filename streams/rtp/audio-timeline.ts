/**
 * Puts a camera's sound on the timeline of its pictures.
 *
 * Where the camera reports both clocks (RTCP sender reports, RFC 3550 section 6.4.1)
 * its own word is taken; until then, and from a camera that sends none, sound and
 * pictures that arrive together belong together.
 */
import { TICKS_PER_MS, TICKS_PER_SECOND } from '../hub/access-unit.ts';

/** A camera's wall clock at an RTP timestamp, from one of its sender reports. */
export type SenderClock = { ntpMs: number; rtpTimestamp: number };
/** The newest picture: its RTP timestamp, when it is shown, and when it came. */
export type PictureAnchor = { rtpTimestamp: number; ticks: number; atMs: number };

/** Further from where the reports put it, sound is put right at once; arrival alone is uneven, and moves it later. */
const MAX_APART_TICKS = { byReport: 0.06 * TICKS_PER_SECOND, byArrival: 0.5 * TICKS_PER_SECOND };
/** A report that says otherwise is of clocks that do not belong together. */
const MAX_PLAUSIBLE_TICKS = 5 * TICKS_PER_SECOND;

export class AudioTimeline {
  readonly #clockRate: number;
  #lastRtp: number | undefined;
  /** Since the first frame, in ticks of the sound's own clock. */
  #elapsed = 0;
  #offset: number | undefined;
  #lastTicks = -1;

  constructor(clockRate: number) {
    this.#clockRate = clockRate;
  }

  ticksOf(
    rtpTimestamp: number,
    nowMs: number,
    { picture, video, audio }: { picture: PictureAnchor; video: SenderClock | null; audio: SenderClock | null },
  ): number {
    this.#elapsed += this.#lastRtp === undefined ? 0 : this.#toTicks((rtpTimestamp - this.#lastRtp) | 0);
    this.#lastRtp = rtpTimestamp;
    const byArrival = picture.ticks + (nowMs - picture.atMs) * TICKS_PER_MS;
    const byReport = video && audio ? this.#byReports(rtpTimestamp, picture, video, audio) : undefined;
    const isPlausible = byReport !== undefined && Math.abs(byReport - byArrival) < MAX_PLAUSIBLE_TICKS;
    const target = (isPlausible ? byReport : byArrival) - this.#elapsed;
    const maxApart = isPlausible ? MAX_APART_TICKS.byReport : MAX_APART_TICKS.byArrival;
    if (this.#offset === undefined || Math.abs(target - this.#offset) > maxApart) this.#offset = target;
    this.#lastTicks = Math.max(Math.round(this.#offset + this.#elapsed), this.#lastTicks + 1);
    return this.#lastTicks;
  }

  #byReports(rtpTimestamp: number, picture: PictureAnchor, video: SenderClock, audio: SenderClock): number {
    const heardMs = audio.ntpMs + (((rtpTimestamp - audio.rtpTimestamp) | 0) / this.#clockRate) * 1_000;
    const shownMs = video.ntpMs + ((picture.rtpTimestamp - video.rtpTimestamp) | 0) / TICKS_PER_MS;
    return picture.ticks + (heardMs - shownMs) * TICKS_PER_MS;
  }

  #toTicks(rtpStep: number): number {
    return (rtpStep * TICKS_PER_SECOND) / this.#clockRate;
  }
}
