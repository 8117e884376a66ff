/**
 * RTP packets of one audio track become frames: AAC (RFC 3640, mpeg4-generic in
 * high-bit-rate mode), G.711 and Opus (RFC 3551, RFC 7587), whose payload is a frame.
 */
import { type AudioFormat, G711 } from '../hub/audio-unit.ts';
import type { SdpMedia } from '../rtsp/sdp.ts';
import { rtpPayload, sequenceStep } from './rtp-packet.ts';

export type AudioFrame = { data: Buffer; rtpTimestamp: number; sampleCount: number };

const AAC_SAMPLES = 1_024;
const MAX_FRAME_BYTES = 16_384;

/** Undefined when nobody here can play it. */
export function audioFormatOf({ codec, clockRate, channels, format }: SdpMedia): AudioFormat | undefined {
  if (codec === 'PCMA' || codec === 'PCMU') {
    return clockRate === G711.clockRate && channels === G711.channels ? { codec, ...G711 } : undefined;
  }
  if (codec === 'OPUS') return { codec: 'Opus', clockRate: 48_000, channels: 2, config: Buffer.alloc(0) };
  if (codec !== 'MPEG4-GENERIC' || !/^[0-9a-f]{4,}$/i.test(format.config ?? '')) return undefined;
  return { codec: 'AAC', clockRate, channels, config: Buffer.from(format.config ?? '', 'hex') };
}

export class AudioDepacketizer {
  readonly counts = { packets: 0, lost: 0 };
  readonly #onFrame: (frame: AudioFrame) => void;
  readonly #codec: string;
  readonly #sizeBits: number;
  readonly #headerBits: number;
  #nextSequence = -1;
  /** Of a frame that came in several packets. */
  #parts: Buffer[] = [];

  constructor(onFrame: (frame: AudioFrame) => void, { codec, format }: Pick<SdpMedia, 'codec' | 'format'>) {
    this.#onFrame = onFrame;
    this.#codec = codec;
    this.#sizeBits = bitsOf(format.sizelength, 13);
    this.#headerBits = this.#sizeBits + bitsOf(format.indexlength, 3);
  }

  /** `packet` may be changed when this has returned. */
  push(packet: Buffer): void {
    const payload = rtpPayload(packet);
    if (!payload) return;
    this.counts.packets += 1;
    if (!this.#follows(packet.readUInt16BE(2)) || payload.length === 0) return;
    const rtpTimestamp = packet.readUInt32BE(4);
    if (this.#codec === 'MPEG4-GENERIC') {
      this.#takeAac(payload, rtpTimestamp, ((packet[1] ?? 0) & 0x80) !== 0);
    } else {
      const sampleCount = this.#codec === 'OPUS' ? opusSamples(payload) : payload.length;
      this.#onFrame({ data: Buffer.from(payload), rtpTimestamp, sampleCount });
    }
  }

  /** False for a packet that was here before. */
  #follows(sequence: number): boolean {
    const step = sequenceStep(this.#nextSequence, sequence);
    if (step === 'again') return false;
    if (step === 'gap') this.counts.lost += (sequence - this.#nextSequence) & 0xffff;
    if (step !== 'next') this.#parts = [];
    this.#nextSequence = (sequence + 1) & 0xffff;
    return true;
  }

  /** RFC 3640 section 3.2: headers that say each frame's size, then the frames; or one part of a large frame. */
  #takeAac(payload: Buffer, rtpTimestamp: number, isLastPart: boolean): void {
    if (payload.length < 2) return;
    const count = Math.floor(payload.readUInt16BE(0) / this.#headerBits);
    let at = 2 + Math.ceil((count * this.#headerBits) / 8);
    for (let index = 0; index < count; index += 1) {
      const size = bitsAt(payload, 16 + index * this.#headerBits, this.#sizeBits);
      const whole = at + size <= payload.length;
      const data = Buffer.from(payload.subarray(at, at + size));
      if (!whole && count > 1) return;
      if (whole && this.#parts.length === 0) {
        this.#onFrame({ data, rtpTimestamp: (rtpTimestamp + index * AAC_SAMPLES) >>> 0, sampleCount: AAC_SAMPLES });
      } else {
        this.#takePart(data, rtpTimestamp, isLastPart);
      }
      at += size;
    }
  }

  #takePart(part: Buffer, rtpTimestamp: number, isLast: boolean): void {
    this.#parts.push(part);
    const byteCount = this.#parts.reduce((sum, { length }) => sum + length, 0);
    if (isLast && byteCount <= MAX_FRAME_BYTES) {
      this.#onFrame({ data: Buffer.concat(this.#parts), rtpTimestamp, sampleCount: AAC_SAMPLES });
    }
    if (isLast || byteCount > MAX_FRAME_BYTES) this.#parts = [];
  }
}

/** By the first byte of the packet (RFC 6716 section 3.1), at 48 kHz. */
function opusSamples(packet: Buffer): number {
  const [first = 0, second = 0] = packet;
  const configuration = first >> 3;
  const code = first & 3;
  const frameCount = code === 3 ? second & 0x3f : Math.min(code + 1, 2);
  return frameCount * opusFrameSamples(configuration);
}

function opusFrameSamples(configuration: number): number {
  const step = configuration & 3;
  if (configuration < 12) return [480, 960, 1_920, 2_880][step] ?? 960;
  if (configuration < 16) return (step & 1) === 0 ? 480 : 960;
  return 120 << step;
}

function bitsOf(text: string | undefined, usual: number): number {
  const bits = Number(text);
  return Number.isInteger(bits) && bits > 0 && bits <= 32 ? bits : usual;
}

function bitsAt(bytes: Buffer, start: number, count: number): number {
  let value = 0;
  for (let bit = start; bit < start + count; bit += 1) {
    value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  }
  return value;
}
