/**
 * RTP packets of one H.264 track become pictures (RFC 6184).
 *
 * Packets are views that die when the call returns, so each byte is copied once,
 * into a slab that pictures share. Cameras put the marker on the wrong packet,
 * Annex B inside a NAL unit, or the parameter sets only in the SDP: all of that
 * ends here. After a lost packet everything up to the next key frame is dropped.
 */
import type { ParameterSets } from '../hub/access-unit.ts';
import { NAL, nalType } from './h264.ts';
import { payloadBounds } from './rtp-packet.ts';

const SLAB_BYTES = 512 * 1_024;
const MAX_PICTURE_BYTES = 8 * 1_024 * 1_024;
const STAP_A = 24;
const FU_A = 28;
const START_CODE = Buffer.from([0, 0, 1]);

export type Picture = {
  /** Length-prefixed NAL units, see AccessUnit. */
  data: Buffer;
  isKey: boolean;
  /** RTP timestamp, 32 bits. */
  rtpTimestamp: number;
  parameterSets: ParameterSets;
};

export type DepacketizerCounts = { packets: number; lost: number; droppedPictures: number };

export class H264Depacketizer {
  readonly counts: DepacketizerCounts = { packets: 0, lost: 0, droppedPictures: 0 };
  readonly #onPicture: (picture: Picture) => void;
  #slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  /** Where the picture being built begins and ends in the slab. */
  #start = 0;
  #end = 0;
  /** Where the fragmented NAL unit being built begins; -1 when there is none. */
  #fragmentStart = -1;
  #timestamp = -1;
  #lastEmitted = -1;
  #nextSequence = -1;
  #hasSlice = false;
  #isKey = false;
  #waitsForKey = true;
  #markerLies = false;
  #sps: Buffer | undefined;
  #pps: Buffer | undefined;
  #parameterSets: ParameterSets | undefined;

  constructor(onPicture: (picture: Picture) => void, spropParameterSets = '') {
    this.#onPicture = onPicture;
    for (const set of spropParameterSets.split(',')) this.#keepParameterSet(Buffer.from(set.trim(), 'base64'));
  }

  push(packet: Buffer): void {
    const payload = payloadBounds(packet);
    if (!payload) return;
    this.counts.packets += 1;
    this.#checkSequence(packet.readUInt16BE(2));
    const timestamp = packet.readUInt32BE(4);
    if (timestamp !== this.#timestamp) {
      this.#finish();
      this.#timestamp = timestamp;
    }
    this.#takePayload(packet, payload.start, payload.end);
    const marker = ((packet[1] ?? 0) & 0x80) !== 0;
    if (marker && !this.#markerLies) this.#finish();
  }

  #checkSequence(sequence: number): void {
    if (this.#nextSequence >= 0 && sequence !== this.#nextSequence) {
      this.counts.lost += (sequence - this.#nextSequence) & 0xffff;
      this.#waitsForKey = true;
      this.#discard();
    }
    this.#nextSequence = (sequence + 1) & 0xffff;
  }

  #takePayload(packet: Buffer, start: number, end: number): void {
    const first = packet[start] ?? 0;
    const type = nalType(first);
    if (type >= 1 && type <= 23) this.#takeNal(packet, start, end);
    else if (type === STAP_A) this.#takeAggregate(packet, start + 1, end);
    else if (type === FU_A) this.#takeFragment(packet, start, end);
  }

  #takeAggregate(packet: Buffer, start: number, end: number): void {
    let at = start;
    while (at + 2 <= end) {
      const next = at + 2 + packet.readUInt16BE(at);
      if (next > end) return;
      if (next > at + 2) this.#takeNal(packet, at + 2, next);
      at = next;
    }
  }

  #takeFragment(packet: Buffer, start: number, end: number): void {
    const indicator = packet[start] ?? 0;
    const fragment = packet[start + 1] ?? 0;
    const isFirst = (fragment & 0x80) !== 0;
    if (isFirst) {
      this.#reserve(end - start + 4);
      this.#fragmentStart = this.#end;
      this.#slab[this.#end + 4] = (indicator & 0xe0) | (fragment & 0x1f);
      this.#end += 5;
    }
    if (this.#fragmentStart < 0) return;
    this.#reserve(end - start);
    packet.copy(this.#slab, this.#end, start + 2, end);
    this.#end += end - start - 2;
    if ((fragment & 0x40) !== 0) this.#finishFragment();
  }

  /** A fragmented NAL unit stands in the slab already: it gets its length, or is taken out again. */
  #finishFragment(): void {
    const start = this.#fragmentStart;
    this.#fragmentStart = -1;
    const nal = this.#slab.subarray(start + 4, this.#end);
    if (!isSlice(nalType(nal[0] ?? 0))) {
      const copy = Buffer.from(nal);
      this.#end = start;
      this.#takeNal(copy, 0, copy.length);
      return;
    }
    this.#slab.writeUInt32BE(nal.length, start);
    this.#noteSlice(nalType(nal[0] ?? 0));
  }

  #takeNal(packet: Buffer, start: number, end: number): void {
    const type = nalType(packet[start] ?? 0);
    if (!isSlice(type)) {
      const annexB = packet.subarray(start, end).indexOf(START_CODE);
      if (annexB >= 0) {
        this.#takeAnnexB(packet, start, end, annexB);
        return;
      }
      this.#keepParameterSet(packet.subarray(start, end));
      return;
    }
    this.#reserve(end - start + 4);
    this.#slab.writeUInt32BE(end - start, this.#end);
    packet.copy(this.#slab, this.#end + 4, start, end);
    this.#end += end - start + 4;
    this.#noteSlice(type);
  }

  /** A whole byte stream in the guise of one NAL unit: its parts are taken one by one. */
  #takeAnnexB(packet: Buffer, start: number, end: number, firstCode: number): void {
    const nalEnd = (code: number) => (packet[start + code - 1] === 0 ? start + code - 1 : start + code);
    this.#takeNal(packet, start, nalEnd(firstCode));
    const rest = start + firstCode + START_CODE.length;
    if (rest < end) this.#takeNal(packet, rest, end);
  }

  #noteSlice(type: number): void {
    if (!this.#hasSlice && this.#timestamp === this.#lastEmitted) this.#markerLies = true;
    this.#hasSlice = true;
    if (type === NAL.idr) this.#isKey = true;
  }

  #keepParameterSet(nal: Buffer): void {
    const type = nalType(nal[0] ?? 0);
    if (type === NAL.sps && nal.length > 4 && !this.#sps?.equals(nal)) this.#sps = Buffer.from(nal);
    else if (type === NAL.pps && nal.length > 1 && !this.#pps?.equals(nal)) this.#pps = Buffer.from(nal);
    else return;
    this.#parameterSets = this.#sps && this.#pps ? { codec: 'h264', sps: this.#sps, pps: this.#pps } : undefined;
  }

  #finish(): void {
    const { sps, pps } = this.#parameterSets ?? {};
    const isDecodable = this.#isKey || !this.#waitsForKey;
    if (this.#hasSlice && this.#fragmentStart < 0 && isDecodable && this.#parameterSets && sps && pps) {
      this.#waitsForKey = false;
      this.#lastEmitted = this.#timestamp;
      const data = this.#slab.subarray(this.#start, this.#end);
      this.#start = this.#end;
      this.#onPicture({
        data,
        isKey: this.#isKey,
        rtpTimestamp: this.#timestamp,
        parameterSets: this.#parameterSets,
      });
    } else if (this.#hasSlice || this.#fragmentStart >= 0) {
      this.counts.droppedPictures += 1;
    }
    this.#discard();
  }

  #discard(): void {
    this.#end = this.#start;
    this.#fragmentStart = -1;
    this.#hasSlice = false;
    this.#isKey = false;
  }

  /** Makes room behind the picture being built; pictures handed out before keep their old slab. */
  #reserve(byteCount: number): void {
    if (this.#end + byteCount <= this.#slab.length) return;
    const built = this.#end - this.#start;
    if (built > MAX_PICTURE_BYTES) {
      this.#waitsForKey = true;
      this.#discard();
      return;
    }
    const slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, 2 * (built + byteCount)));
    this.#slab.copy(slab, 0, this.#start, this.#end);
    if (this.#fragmentStart >= 0) this.#fragmentStart -= this.#start;
    this.#slab = slab;
    this.#start = 0;
    this.#end = built;
  }
}

function isSlice(type: number): boolean {
  return type >= 1 && type <= 5;
}
