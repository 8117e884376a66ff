/**
 * RTP packets of one H.265 track become pictures (RFC 7798, without DONL fields).
 *
 * As with H.264: a marker is believed once the packet after it has proved one right,
 * parameter sets are taken from wherever they come, and after a lost packet
 * everything up to the next picture one can begin with is dropped.
 */
import type { ParameterSets } from '../hub/access-unit.ts';
import type { Picture } from './h264-depacketizer.ts';
import { H265_NAL, h265NalType, isIrap } from './h265.ts';
import { payloadBounds, sequenceStep } from './rtp-packet.ts';
import { unitsIn } from './start-codes.ts';

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
  #hasSlice = false;
  /** Its first slice is that of its first block. */
  #hasBeginning = false;
  #isKey = false;
  #waitsForKey = true;
  #markers: 'unproven' | 'honest' | 'lying' = 'unproven';
  /** A packet of the picture being built carried the marker. */
  #isMarked = false;
  #vps: Buffer | undefined;
  #sps: Buffer | undefined;
  #pps: Buffer | undefined;
  #parameterSets: ParameterSets | undefined;

  constructor(onPicture: (picture: Picture) => void, format: H265Format = {}) {
    this.#onPicture = onPicture;
    for (const sets of [format['sprop-vps'], format['sprop-sps'], format['sprop-pps']]) {
      for (const set of (sets ?? '').split(',')) this.#takeUnits(Buffer.from(set.trim(), 'base64'));
    }
    this.#discard();
  }

  push(packet: Buffer): void {
    const payload = payloadBounds(packet);
    if (!payload) return;
    this.counts.packets += 1;
    if (!this.#follows(packet.readUInt16BE(2)) || payload.end - payload.start < 3) return;
    const timestamp = packet.readUInt32BE(4);
    if (timestamp !== this.#timestamp) {
      this.#endPicture();
      this.#timestamp = timestamp;
    }
    this.#takePayload(Buffer.from(packet.subarray(payload.start, payload.end)));
    this.#takeMarker(((packet[1] ?? 0) & 0x80) !== 0);
  }

  /** False for a packet that was here before. */
  #follows(sequence: number): boolean {
    const step = sequenceStep(this.#nextSequence, sequence);
    if (step === 'again') return false;
    if (step === 'gap') this.counts.lost += (sequence - this.#nextSequence) & 0xffff;
    if (step !== 'next') {
      // A marker that nothing proved wrong before the gap is taken for right.
      if (this.#isMarked && this.#markers === 'unproven') this.#finish();
      this.#waitsForKey = true;
      this.#discard();
    }
    this.#nextSequence = (sequence + 1) & 0xffff;
    return true;
  }

  #takePayload(payload: Buffer): void {
    const type = h265NalType(payload[0] ?? 0);
    if (type === AGGREGATION) this.#takeAggregate(payload);
    else if (type === FRAGMENTATION) this.#takeFragment(payload);
    else if (type < AGGREGATION) this.#takeUnits(payload);
  }

  #takeAggregate(payload: Buffer): void {
    let at = 2;
    while (at + 2 <= payload.length) {
      const end = at + 2 + payload.readUInt16BE(at);
      if (end > payload.length) return;
      this.#takeUnits(payload.subarray(at + 2, end));
      at = end;
    }
  }

  /** Section 4.4.3: the unit's own type is in the third byte. */
  #takeFragment(payload: Buffer): void {
    const [first = 0, second = 0, head = 0] = payload;
    if ((head & 0x80) !== 0) {
      this.#endFragment();
      this.#fragments = [Buffer.from([(first & 0x81) | ((head & 0x3f) << 1), second])];
    } else if (this.#fragments.length === 0) return;
    else if (this.#isMarked) this.#markers = 'lying';
    this.#fragments.push(payload.subarray(3));
    this.#byteCount += payload.length;
    if (this.#byteCount > MAX_PICTURE_BYTES) this.#giveUp();
    if ((head & 0x40) !== 0) this.#endFragment();
  }

  #endFragment(): void {
    const nal = Buffer.concat(this.#fragments);
    this.#fragments = [];
    this.#takeUnits(nal);
  }

  /** What should be one NAL unit may be a whole byte stream, or have a start code in front. */
  #takeUnits(bytes: Buffer): void {
    for (const nal of unitsIn(bytes)) {
      const type = h265NalType(nal[0] ?? 0);
      if (nal.length < 3) continue;
      if (type < FIRST_NON_VCL) this.#takeSlice(type, nal);
      else this.#keepParameterSet(type, nal);
    }
  }

  #takeSlice(type: number, nal: Buffer): void {
    if (this.#fragments.length > 0) this.#endFragment();
    // first_slice_segment_in_pic_flag (section 7.3.6.1).
    const isFirst = ((nal[2] ?? 0) & 0x80) !== 0;
    if (isFirst && this.#hasSlice) this.#endPicture();
    const goesOn = this.#timestamp === this.#lastEmitted && !isFirst;
    if (this.#isMarked || (goesOn && !this.#hasSlice)) this.#markers = 'lying';
    if (!this.#hasSlice) this.#hasBeginning = isFirst;
    this.#hasSlice = true;
    if (isIrap(type)) this.#isKey = true;
    this.#byteCount += nal.length;
    if (this.#byteCount > MAX_PICTURE_BYTES) {
      this.#giveUp();
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

  #takeMarker(isMarked: boolean): void {
    if (!isMarked || (!this.#hasSlice && this.#fragments.length === 0)) return;
    this.#isMarked = true;
    if (this.#markers === 'honest') this.#finish();
  }

  /** The next picture begins: a marker at the end of this one was right. */
  #endPicture(): void {
    if (this.#isMarked && this.#markers === 'unproven') this.#markers = 'honest';
    this.#finish();
  }

  #finish(): void {
    this.#isMarked = false;
    this.#endFragment();
    const parameterSets = this.#parameterSets;
    const isDecodable = (this.#isKey && this.#hasBeginning) || !this.#waitsForKey;
    if (this.#hasSlice && isDecodable && parameterSets) {
      this.#waitsForKey = false;
      this.#lastEmitted = this.#timestamp;
      const data = Buffer.concat(this.#nals);
      this.#onPicture({ data, isKey: this.#isKey, rtpTimestamp: this.#timestamp, parameterSets });
    } else if (this.#hasSlice) {
      this.counts.droppedPictures += 1;
    }
    this.#discard();
  }

  /** It grows beyond all measure. */
  #giveUp(): void {
    this.#waitsForKey = true;
    this.#discard();
  }

  #discard(): void {
    this.#nals = [];
    this.#byteCount = 0;
    this.#fragments = [];
    this.#hasSlice = false;
    this.#isKey = false;
    this.#isMarked = false;
  }
}
