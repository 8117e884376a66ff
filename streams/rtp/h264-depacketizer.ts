/**
 * RTP packets of one H.264 track become pictures (RFC 6184).
 *
 * Packets are views that die when the call returns, so each byte is copied once,
 * into a slab that pictures share. Cameras put the marker on the wrong packet,
 * Annex B inside a NAL unit, or the parameter sets only in the SDP: all of that
 * ends here. A marker is believed once the packet after it has proved one right.
 * After a lost packet everything up to the next key frame is dropped.
 */
import type { ParameterSets } from '../hub/access-unit.ts';
import { NAL, nalType, parseSps } from './h264.ts';
import { payloadBounds, sequenceStep } from './rtp-packet.ts';
import { unitsIn } from './start-codes.ts';

const SLAB_BYTES = 512 * 1_024;
const MAX_PICTURE_BYTES = 8 * 1_024 * 1_024;
const STAP_A = 24;
const FU_A = 28;

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
  #nextSequence = -1;
  #lastEmitted = -1;
  #hasSlice = false;
  /** Its first slice is that of its first macroblock. */
  #hasBeginning = false;
  #isKey = false;
  #waitsForKey = true;
  #markers: 'unproven' | 'honest' | 'lying' = 'unproven';
  /** A packet of the picture being built carried the marker. */
  #isMarked = false;
  /** No picture comes in two fields, which share a timestamp. */
  #isProgressive = false;
  #sps: Buffer | undefined;
  #pps: Buffer | undefined;
  #parameterSets: ParameterSets | undefined;

  constructor(onPicture: (picture: Picture) => void, spropParameterSets = '') {
    this.#onPicture = onPicture;
    for (const sets of spropParameterSets.split(',')) {
      for (const set of unitsIn(Buffer.from(sets.trim(), 'base64'))) this.#keepParameterSet(set);
    }
  }

  push(packet: Buffer): void {
    const payload = payloadBounds(packet);
    if (!payload) return;
    this.counts.packets += 1;
    if (!this.#follows(packet.readUInt16BE(2)) || payload.start === payload.end) return;
    const timestamp = packet.readUInt32BE(4);
    if (timestamp !== this.#timestamp) {
      this.#endPicture();
      this.#timestamp = timestamp;
    }
    this.#takePayload(packet.subarray(payload.start, payload.end));
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
    const type = nalType(payload[0] ?? 0);
    if (type === STAP_A) this.#takeAggregate(payload);
    else if (type === FU_A) this.#takeFragment(payload);
    else if (type < STAP_A) this.#takeUnits(payload);
  }

  #takeAggregate(payload: Buffer): void {
    let at = 1;
    while (at + 2 <= payload.length) {
      const next = at + 2 + payload.readUInt16BE(at);
      if (next > payload.length) return;
      this.#takeUnits(payload.subarray(at + 2, next));
      at = next;
    }
  }

  /** The first fragment says the type; some cameras change it on the way. */
  #takeFragment(payload: Buffer): void {
    if (payload.length < 2) return;
    const [indicator = 0, fragment = 0, second = 0] = payload;
    if ((fragment & 0x80) !== 0) {
      const header = (indicator & 0xe0) | (fragment & 0x1f);
      this.#beginUnit(header, second);
      if (!this.#reserve(payload.length + 4)) return;
      this.#fragmentStart = this.#end;
      this.#slab[this.#end + 4] = header;
      this.#end += 5;
    } else if (this.#fragmentStart < 0 || !this.#reserve(payload.length)) return;
    else if (this.#isMarked) this.#markers = 'lying';
    this.#end += payload.copy(this.#slab, this.#end, 2);
    if ((fragment & 0x40) !== 0) this.#endFragment();
  }

  /** A fragmented NAL unit stands in the slab already: it gets its length, or is taken out again. */
  #endFragment(): void {
    const start = this.#fragmentStart;
    if (start < 0) return;
    this.#fragmentStart = -1;
    const nal = this.#slab.subarray(start + 4, this.#end);
    if (isSlice(nal) && unitsIn(nal).length === 1) {
      this.#slab.writeUInt32BE(nal.length, start);
      this.#noteSlice(nal);
      return;
    }
    this.#end = start;
    this.#takeUnits(Buffer.from(nal));
  }

  /** What should be one NAL unit may be a whole byte stream, or have a start code in front. */
  #takeUnits(bytes: Buffer): void {
    for (const nal of unitsIn(bytes)) {
      if (!isSlice(nal)) {
        this.#keepParameterSet(nal);
        continue;
      }
      this.#beginUnit(nal[0] ?? 0, nal[1] ?? 0);
      if (!this.#reserve(nal.length + 4)) return;
      this.#slab.writeUInt32BE(nal.length, this.#end);
      nal.copy(this.#slab, this.#end + 4);
      this.#end += nal.length + 4;
      this.#noteSlice(nal);
    }
  }

  /** Ends what was not ended: the fragmented unit before, and the picture, where the timestamp does not tell. */
  #beginUnit(header: number, second: number): void {
    this.#endFragment();
    if (this.#hasSlice && this.#isProgressive && isFirstSlice(header, second)) this.#endPicture();
  }

  #noteSlice(nal: Buffer): void {
    const isFirst = isFirstSlice(nal[0] ?? 0, nal[1] ?? 0);
    const goesOn = this.#timestamp === this.#lastEmitted && !(isFirst && this.#isProgressive);
    if (this.#isMarked || (goesOn && !this.#hasSlice)) this.#markers = 'lying';
    if (!this.#hasSlice) this.#hasBeginning = isFirst;
    this.#hasSlice = true;
    if (nalType(nal[0] ?? 0) === NAL.idr) this.#isKey = true;
  }

  #keepParameterSet(nal: Buffer): void {
    const type = nalType(nal[0] ?? 0);
    if (type === NAL.sps && nal.length > 4 && !this.#sps?.equals(nal)) this.#sps = Buffer.from(nal);
    else if (type === NAL.pps && nal.length > 1 && !this.#pps?.equals(nal)) this.#pps = Buffer.from(nal);
    else return;
    this.#isProgressive = (this.#sps && parseSps(this.#sps)?.framesOnly) ?? false;
    this.#parameterSets = this.#sps && this.#pps ? { codec: 'h264', sps: this.#sps, pps: this.#pps } : undefined;
  }

  #takeMarker(isMarked: boolean): void {
    if (!isMarked || (!this.#hasSlice && this.#fragmentStart < 0)) return;
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
    const isDecodable = (this.#isKey && this.#hasBeginning) || !this.#waitsForKey;
    if (this.#hasSlice && isDecodable && this.#parameterSets) {
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
    } else if (this.#hasSlice) {
      this.counts.droppedPictures += 1;
    }
    this.#discard();
  }

  #discard(): void {
    this.#end = this.#start;
    this.#fragmentStart = -1;
    this.#hasSlice = false;
    this.#isKey = false;
    this.#isMarked = false;
  }

  /** Makes room behind the picture being built; pictures handed out before keep their old slab. False where it grows beyond all measure. */
  #reserve(byteCount: number): boolean {
    if (this.#end + byteCount <= this.#slab.length) return true;
    const built = this.#end - this.#start;
    if (built > MAX_PICTURE_BYTES) {
      this.#waitsForKey = true;
      this.#discard();
      return false;
    }
    const slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, 2 * (built + byteCount)));
    this.#slab.copy(slab, 0, this.#start, this.#end);
    if (this.#fragmentStart >= 0) this.#fragmentStart -= this.#start;
    this.#slab = slab;
    this.#start = 0;
    this.#end = built;
    return true;
  }
}

function isSlice(nal: Buffer): boolean {
  const type = nalType(nal[0] ?? 0);
  return type >= 1 && type <= 5;
}

/** `first_mb_in_slice` is 0, one bit of 1 (section 7.3.3); data partitions B and C do not say. */
function isFirstSlice(header: number, second: number): boolean {
  const type = nalType(header);
  return (type === NAL.slice || type === 2 || type === NAL.idr) && (second & 0x80) !== 0;
}
