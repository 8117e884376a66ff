/**
 * Pictures become RTP packets (RFC 7798, without DON): each NAL unit alone or in
 * fragments, the parameter sets before each key frame.
 */
import { type AccessUnit, eachNal } from '../hub/access-unit.ts';
import { h265NalType } from './h265.ts';

/** With the RTP header 1200 bytes: what passes every path. */
const MAX_PAYLOAD_BYTES = 1_188;
const HEADER_BYTES = 12;
const FRAGMENTATION_UNIT = 49;

export class H265Packetizer {
  readonly #ssrc: number;
  readonly #payloadType: number;
  #sequence: number;

  constructor({ ssrc, payloadType, firstSequence }: { ssrc: number; payloadType: number; firstSequence: number }) {
    this.#ssrc = ssrc;
    this.#payloadType = payloadType;
    this.#sequence = firstSequence;
  }

  /** All packets of one picture. `timestamp` is taken modulo 2^32. */
  packetize({ data, isKey, parameterSets }: AccessUnit, timestamp: number): Buffer[] {
    const nals: Buffer[] = [];
    if (isKey && parameterSets.codec === 'h265') nals.push(parameterSets.vps, parameterSets.sps, parameterSets.pps);
    eachNal(data, (start, end) => nals.push(data.subarray(start, end)));
    return nals.flatMap((nal, index) => this.#packets(nal, index === nals.length - 1, timestamp));
  }

  #packets(nal: Buffer, isLast: boolean, timestamp: number): Buffer[] {
    if (nal.length <= MAX_PAYLOAD_BYTES) return [this.#packet([nal], isLast, timestamp)];
    const [first = 0, second = 0] = nal;
    const body = nal.subarray(2);
    const count = Math.ceil(body.length / (MAX_PAYLOAD_BYTES - 3));
    const size = Math.ceil(body.length / count);
    return Array.from({ length: count }, (_, index) => {
      const isEnd = index === count - 1;
      const edges = (index === 0 ? 0x80 : 0) | (isEnd ? 0x40 : 0);
      const head = Buffer.from([(first & 0x81) | (FRAGMENTATION_UNIT << 1), second, edges | h265NalType(first)]);
      return this.#packet([head, body.subarray(index * size, (index + 1) * size)], isLast && isEnd, timestamp);
    });
  }

  #packet(payload: readonly Buffer[], marker: boolean, timestamp: number): Buffer {
    const head = Buffer.allocUnsafe(HEADER_BYTES);
    head[0] = 0x80;
    head[1] = (marker ? 0x80 : 0) | this.#payloadType;
    head.writeUInt16BE(this.#sequence, 2);
    head.writeUInt32BE(timestamp >>> 0, 4);
    head.writeUInt32BE(this.#ssrc, 8);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    return Buffer.concat([head, ...payload]);
  }
}
