/**
 * Pictures and sound that come whole and with times of their own (MP4, FLV), put on
 * our timeline and freed of what does not belong into an access unit.
 */
import type { Clock } from '../../config/kernel/clock.ts';
import { eachNal, type ParameterSets, TICKS_PER_MS, TICKS_PER_SECOND } from '../hub/access-unit.ts';
import type { AudioFormat } from '../hub/audio-unit.ts';
import { AudioTimeline, type PictureAnchor } from '../rtp/audio-timeline.ts';
import { NAL, nalType } from '../rtp/h264.ts';
import { H265_NAL, h265NalType, isIrap } from '../rtp/h265.ts';
import type { PictureOrder } from '../rtp/picture-order.ts';
import type { SourceListener } from './source.ts';

type Needs = { clock: Clock; order: PictureOrder };

export class TimedMedia {
  readonly counts = { pictures: 0, frames: 0 };
  readonly #needs: Needs;
  readonly #listener: SourceListener;
  #sets: ParameterSets | undefined;
  #hasBegun = false;
  #newest: PictureAnchor | undefined;
  #audioTimeline: AudioTimeline | undefined;
  #audioFormat: AudioFormat | undefined;

  constructor(needs: Needs, listener: SourceListener) {
    this.#needs = needs;
    this.#listener = listener;
    needs.order.restart();
  }

  /** Those in force from here on. */
  setParameterSets(sets: ParameterSets): void {
    if (!this.#sets || !isSame(this.#sets, sets)) this.#sets = sets;
  }

  /** NAL units, each behind its length in four bytes; `shownAt` in 90 kHz ticks from anywhere. What is broken is left out. */
  takePicture(data: Buffer, shownAt: number): void {
    this.counts.pictures += 1;
    const picture = this.#sift(data);
    if (!picture || !this.#sets || (!this.#hasBegun && !picture.isKey)) return;
    this.#hasBegun = true;
    const { clock, order } = this.#needs;
    const rtpTimestamp = Math.round(shownAt) >>> 0;
    const times = order.place({ ...picture, rtpTimestamp, parameterSets: this.#sets });
    if (!times) return;
    this.#newest = { rtpTimestamp, ticks: times.ticks + times.compositionTicks, atMs: clock() };
    this.#listener.onUnit({ ...picture, parameterSets: this.#sets, ...times, receivedAtMs: this.#newest.atMs });
  }

  /** One frame; `heardAt` on the same clock as the pictures. */
  takeSound(data: Buffer, { heardAt, durationTicks }: { heardAt: number; durationTicks: number }, format: AudioFormat) {
    this.counts.frames += 1;
    const picture = this.#newest;
    if (!picture) return;
    if (this.#audioFormat !== format) {
      this.#audioFormat = format;
      this.#audioTimeline = new AudioTimeline(TICKS_PER_SECOND);
    }
    const receivedAtMs = this.#needs.clock();
    const rtpTimestamp = Math.round(heardAt) >>> 0;
    // Both come from one clock: how far apart they are is known.
    const sinceMs = ((rtpTimestamp - picture.rtpTimestamp) | 0) / TICKS_PER_MS;
    const ticks = this.#audioTimeline?.ticksOf(rtpTimestamp, receivedAtMs, {
      picture,
      video: { ntpMs: 0, rtpTimestamp: picture.rtpTimestamp },
      audio: { ntpMs: sinceMs, rtpTimestamp },
    });
    if (ticks !== undefined) this.#listener.onAudio({ data, ticks, durationTicks, receivedAtMs, format });
  }

  /** Takes the parameter sets and delimiters out; undefined when no picture is left, or the lengths lie. */
  #sift(data: Buffer): { data: Buffer; isKey: boolean } | undefined {
    const isH265 = this.#sets?.codec === 'h265';
    const kept: Buffer[] = [];
    const found = new Map<number, Buffer>();
    let isKey = false;
    let hasPicture = false;
    let isWhole = true;
    eachNal(data, (start, end) => {
      if (end > data.length) isWhole = false;
      if (!isWhole || end === start) return;
      const type = isH265 ? h265NalType(data[start] ?? 0) : nalType(data[start] ?? 0);
      const isSlice = isH265 ? type < 32 : type >= NAL.slice && type <= NAL.idr;
      if (isSlice) hasPicture = true;
      if (isH265 ? isSlice && isIrap(type) : type === NAL.idr) isKey = true;
      if (isSet(type, isH265)) found.set(type, Buffer.from(data.subarray(start, end)));
      else if (type !== (isH265 ? H265_NAL.aud : NAL.aud)) kept.push(data.subarray(start - 4, end));
    });
    this.#followSets(found);
    if (!hasPicture || !isWhole) return undefined;
    const byteCount = kept.reduce((sum, { length }) => sum + length, 0);
    return { isKey, data: byteCount === data.length ? data : Buffer.concat(kept, byteCount) };
  }

  #followSets(found: ReadonlyMap<number, Buffer>): void {
    const before = this.#sets;
    if (found.size === 0) return;
    const next = (type: number, old: Buffer | undefined) => found.get(type) ?? old;
    if (before?.codec === 'h265') {
      const { vps, sps, pps } = H265_NAL;
      this.setParameterSets({
        codec: 'h265',
        vps: next(vps, before.vps) ?? before.vps,
        sps: next(sps, before.sps) ?? before.sps,
        pps: next(pps, before.pps) ?? before.pps,
      });
      return;
    }
    const sps = next(NAL.sps, before?.sps);
    const pps = next(NAL.pps, before?.pps);
    if (sps && pps) this.setParameterSets({ codec: 'h264', sps, pps });
  }
}

function isSet(type: number, isH265: boolean): boolean {
  if (isH265) return type === H265_NAL.vps || type === H265_NAL.sps || type === H265_NAL.pps;
  return type === NAL.sps || type === NAL.pps;
}

function isSame(one: ParameterSets, other: ParameterSets): boolean {
  if (one.codec === 'h265' && other.codec === 'h265' && !one.vps.equals(other.vps)) return false;
  return one.codec === other.codec && one.sps.equals(other.sps) && one.pps.equals(other.pps);
}
