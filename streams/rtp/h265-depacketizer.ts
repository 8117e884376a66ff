/**
 * RTP packets of one H.265 track become pictures (RFC 7798, without DONL fields).
 *
 * As with H.264: markers are not believed when they lie, parameter sets are taken
 * from wherever they come, and after a lost packet everything up to the next
 * picture one can begin with is dropped.
 */
import type { ParameterSets } from '../hub/access-unit.ts';
import type { Picture } from './h264-depacketizer.ts';
import { H265_NAL, h265NalType, isIrap } from './h265.ts';
import { rtpPayload } from './rtp-packet.ts';

const AGGREGATION = 48;
const FRAGMENTATION = 49;
const MAX_PICTURE_BYTES = 8 * 1_024 * 1_024;
/** Types below are slices (section 7.4.2.2). */
const FIRST_NON_VCL = 32;

export type H265Format = { 'sprop-vps'?: string; 'sprop-sps'?: string; 'sprop-pps'?: string };

export class H265Depacketizer {
  readonly counts = { packets: 0, lost: 0, droppedPictures: 0 };
  readonly #onPicture: (picture: Picture) => void;
  #nals: Buffer[] = [];
  #byteCount = 0;
  #fragments: Buffer[] = [];
  #timestamp = -1;
  #lastEmitted = -1;
  #nextSequence = -1;
  #isKey = false;
  #hasSlice = false;
  #waitsForKey = true;
  #markerLies = false;
  #vps: Buffer | undefined;
  #sps: Buffer | undefined;
  #pps: Buffer | undefined;
  #parameterSets: ParameterSets | undefined;

  constructor(onPicture: (picture: Picture) => void, format: H265Format = {}) {
    this.#onPicture = onPicture;
    for (const sets of [format['sprop-vps'], format['sprop-sps'], format['sprop-pps']]) {
      for (const set of (sets ?? '').split(',')) this.#takeNal(Buffer.from(set.trim(), 'base64'));
    }
    this.#discard();
  }

  push(packet: Buffer): void {
    const payload = rtpPayload(packet);
    if (!payload || payload.length < 3) return;
    this.counts.packets += 1;
    this.#checkSequence(packet.readUInt16BE(2));
    const timestamp = packet.readUInt32BE(4);
    if (timestamp !== this.#timestamp) {
      this.#finish();
      this.#timestamp = timestamp;
    }
    this.#takePayload(payload);
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

  #takePayload(payload: Buffer): void {
    const type = h265NalType(payload[0] ?? 0);
    if (type === AGGREGATION) this.#takeAggregate(payload);
    else if (type === FRAGMENTATION) this.#takeFragment(payload);
    else if (type < AGGREGATION) this.#takeNal(Buffer.from(payload));
  }

  #takeAggregate(payload: Buffer): void {
    let at = 2;
    while (at + 2 <= payload.length) {
      const end = at + 2 + payload.readUInt16BE(at);
      if (end > payload.length) return;
      this.#takeNal(Buffer.from(payload.subarray(at + 2, end)));
      at = end;
    }
  }

  /** Section 4.4.3: the unit's own type is in the third byte. */
  #takeFragment(payload: Buffer): void {
    const [first = 0, second = 0, head = 0] = payload;
    if ((head & 0x80) !== 0) {
      this.#fragments = [Buffer.from([(first & 0x81) | ((head & 0x3f) << 1), second])];
    } else if (this.#fragments.length === 0) return;
    this.#fragments.push(Buffer.from(payload.subarray(3)));
    if ((head & 0x40) === 0) return;
    const nal = Buffer.concat(this.#fragments);
    this.#fragments = [];
    this.#takeNal(nal);
  }

  #takeNal(nal: Buffer): void {
    if (nal.length < 3) return;
    const type = h265NalType(nal[0] ?? 0);
    if (type >= FIRST_NON_VCL) {
      this.#keepParameterSet(type, nal);
      return;
    }
    if (!this.#hasSlice && this.#timestamp === this.#lastEmitted) this.#markerLies = true;
    this.#hasSlice = true;
    if (isIrap(type)) this.#isKey = true;
    this.#byteCount += nal.length + 4;
    if (this.#byteCount > MAX_PICTURE_BYTES) {
      this.#waitsForKey = true;
      this.#discard();
      return;
    }
    const length = Buffer.alloc(4);
    length.writeUInt32BE(nal.length);
    this.#nals.push(length, nal);
  }

  #keepParameterSet(type: number, nal: Buffer): void {
    if (type === H265_NAL.vps && !this.#vps?.equals(nal)) this.#vps = nal;
    else if (type === H265_NAL.sps && !this.#sps?.equals(nal)) this.#sps = nal;
    else if (type === H265_NAL.pps && !this.#pps?.equals(nal)) this.#pps = nal;
    else return;
    const [vps, sps, pps] = [this.#vps, this.#sps, this.#pps];
    this.#parameterSets = vps && sps && pps ? { codec: 'h265', vps, sps, pps } : undefined;
  }

  #finish(): void {
    const parameterSets = this.#parameterSets;
    const isDecodable = this.#isKey || !this.#waitsForKey;
    if (this.#hasSlice && this.#fragments.length === 0 && isDecodable && parameterSets) {
      this.#waitsForKey = false;
      this.#lastEmitted = this.#timestamp;
      const data = Buffer.concat(this.#nals);
      this.#onPicture({ data, isKey: this.#isKey, rtpTimestamp: this.#timestamp, parameterSets });
    } else if (this.#hasSlice || this.#fragments.length > 0) {
      this.counts.droppedPictures += 1;
    }
    this.#discard();
  }

  #discard(): void {
    this.#nals = [];
    this.#byteCount = 0;
    this.#fragments = [];
    this.#hasSlice = false;
    this.#isKey = false;
  }
}
