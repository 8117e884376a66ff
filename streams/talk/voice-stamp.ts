/** RTP packets of a voice, as one stream of our own: whatever the browser numbered them, the camera sees one sender from its first packet on. Pure. */
import { rtpPayload } from '../rtp/rtp-packet.ts';

const VERSION_2 = 0x80;
const MARKER = 0x80;
const HEADER_BYTES = 12;

type Start = { ssrc: number; sequence: number; timestamp: number; payloadType: number };

export class VoiceStamp {
  readonly #start: Start;
  #first: { sequence: number; timestamp: number } | undefined;

  constructor(start: Start) {
    this.#start = start;
  }

  /** Undefined for what carries no sound. */
  stamp(packet: Buffer): Buffer | undefined {
    const payload = rtpPayload(packet);
    if (!payload || payload.length === 0) return undefined;
    const [sequence, timestamp] = [packet.readUInt16BE(2), packet.readUInt32BE(4)];
    const isFirst = this.#first === undefined;
    this.#first ??= { sequence, timestamp };
    const { ssrc, payloadType, ...start } = this.#start;
    const stamped = Buffer.alloc(HEADER_BYTES + payload.length);
    stamped[0] = VERSION_2;
    stamped[1] = payloadType | (isFirst ? MARKER : 0);
    stamped.writeUInt16BE((start.sequence + sequence - this.#first.sequence) & 0xffff, 2);
    stamped.writeUInt32BE((start.timestamp + timestamp - this.#first.timestamp) >>> 0, 4);
    stamped.writeUInt32BE(ssrc, 8);
    payload.copy(stamped, HEADER_BYTES);
    return stamped;
  }
}
