/**
 * Pictures become RTP packets small enough for WebRTC (RFC 6184, packetization-mode 1).
 *
 * Before each key frame comes one STAP-A with its parameter sets, because the SFU
 * knows a key frame by its SPS only. Sequence numbers and SSRC go on for ever,
 * across reconnects of the camera.
 */
import { type AccessUnit, eachNal } from '../hub/access-unit.ts';
import { NAL, nalType } from './h264.ts';
import { PacketSlab } from './packet-slab.ts';

/** What passes every path a browser may take. */
const MAX_PACKET_BYTES = 1_200;
const HEADER_BYTES = 12;
const EXTENDED = 0x10;
const NOTHING: Buffer = Buffer.alloc(0);
const STAP_A = 24;
const FU_A = 28;

type Identity = {
  ssrc: number;
  payloadType: number;
  firstSequence: number;
  /** What the first packet of each key frame tells beside it (RFC 3550 section 5.3.1), in whole words. */
  keyFrameExtension?: Buffer;
};

/** Of a buffer, from `start` to `end`; the last of its picture has the marker. */
type Nal = { data: Buffer; start: number; end: number; isLast: boolean };

export class H264Packetizer {
  readonly #ssrc: number;
  readonly #payloadType: number;
  readonly #slab = new PacketSlab();
  readonly #keyFrameExtension: Buffer;
  readonly #maxPayloadBytes: number;
  #sequence: number;
  /** Of the packet that is made next. */
  #extension = NOTHING;

  constructor({ ssrc, payloadType, firstSequence, keyFrameExtension = NOTHING }: Identity) {
    this.#ssrc = ssrc;
    this.#payloadType = payloadType;
    this.#sequence = firstSequence;
    this.#keyFrameExtension = keyFrameExtension;
    this.#maxPayloadBytes = MAX_PACKET_BYTES - HEADER_BYTES - keyFrameExtension.length;
  }

  /** All packets of one picture. `timestamp` is taken modulo 2^32. */
  packetize(unit: AccessUnit, timestamp: number): Buffer[] {
    const packets: Buffer[] = [];
    if (unit.isKey) {
      this.#extension = this.#keyFrameExtension;
      this.#parameterSets(packets, unit.parameterSets, timestamp);
    }
    let lastStart = -1;
    eachNal(unit.data, (start) => {
      if (nalType(unit.data[start] ?? 0) !== NAL.sei) lastStart = start;
    });
    eachNal(unit.data, (start, end) => {
      if (nalType(unit.data[start] ?? 0) === NAL.sei) return;
      this.#nal(packets, { data: unit.data, start, end, isLast: start === lastStart }, timestamp);
    });
    return packets;
  }

  /** In one packet, unless they are longer than one: those with scaling lists may be. */
  #parameterSets(packets: Buffer[], { sps, pps }: AccessUnit['parameterSets'], timestamp: number): void {
    const byteCount = 1 + 2 + sps.length + 2 + pps.length;
    if (byteCount <= this.#maxPayloadBytes) {
      packets.push(this.#aggregate(sps, pps, timestamp));
      return;
    }
    for (const data of [sps, pps]) {
      this.#nal(packets, { data, start: 0, end: data.length, isLast: false }, timestamp);
    }
  }

  #nal(packets: Buffer[], nal: Nal, timestamp: number): void {
    if (nal.end - nal.start <= this.#maxPayloadBytes) packets.push(this.#single(nal, timestamp));
    else this.#fragment(packets, nal, timestamp);
  }

  #aggregate(sps: Buffer, pps: Buffer, timestamp: number): Buffer {
    const byteCount = 1 + 2 + sps.length + 2 + pps.length;
    const packet = this.#newPacket(byteCount, false, timestamp);
    let at = packet.length - byteCount;
    packet[at] = 0x60 | STAP_A;
    at = packet.writeUInt16BE(sps.length, at + 1);
    at += sps.copy(packet, at);
    at = packet.writeUInt16BE(pps.length, at);
    pps.copy(packet, at);
    return packet;
  }

  #single({ data, start, end, isLast }: Nal, timestamp: number): Buffer {
    const packet = this.#newPacket(end - start, isLast, timestamp);
    data.copy(packet, packet.length - (end - start), start, end);
    return packet;
  }

  /** Equal fragments rather than full ones and a crumb. */
  #fragment(packets: Buffer[], { data, start, end, isLast }: Nal, timestamp: number): void {
    const header = data[start] ?? 0;
    const byteCount = end - start - 1;
    const count = Math.ceil(byteCount / (this.#maxPayloadBytes - 2));
    const size = Math.ceil(byteCount / count);
    for (let index = 0; index < count; index += 1) {
      const from = start + 1 + index * size;
      const to = Math.min(from + size, end);
      const isEnd = index === count - 1;
      const packet = this.#newPacket(2 + to - from, isLast && isEnd, timestamp);
      const at = packet.length - (2 + to - from);
      packet[at] = (header & 0xe0) | FU_A;
      packet[at + 1] = (index === 0 ? 0x80 : 0) | (isEnd ? 0x40 : 0) | nalType(header);
      data.copy(packet, at + 2, from, to);
      packets.push(packet);
    }
  }

  /** All but its payload, which comes last. */
  #newPacket(payloadBytes: number, marker: boolean, timestamp: number): Buffer {
    const extension = this.#extension;
    this.#extension = NOTHING;
    const packet = this.#slab.take(HEADER_BYTES + extension.length + payloadBytes);
    packet[0] = 0x80;
    if (extension.length > 0) {
      packet[0] |= EXTENDED;
      extension.copy(packet, HEADER_BYTES);
    }
    packet[1] = (marker ? 0x80 : 0) | this.#payloadType;
    packet.writeUInt16BE(this.#sequence, 2);
    packet.writeUInt32BE(timestamp >>> 0, 4);
    packet.writeUInt32BE(this.#ssrc, 8);
    this.#sequence = (this.#sequence + 1) & 0xffff;
    return packet;
  }
}
