/**
 * FLV as it is written (Adobe's FLV 10.1 annex E): H.264, AAC and G.711 as everybody reads
 * them, H.265 as Enhanced RTMP has it (`hvc1`).
 */
import type { AccessUnit, ParameterSets } from '../hub/access-unit.ts';
import type { AudioFormat, AudioUnit } from '../hub/audio-unit.ts';
import { decoderConfiguration } from '../mp4/fragmented-mp4.ts';

const TAG = { audio: 8, video: 9 };
const FRAME = { key: 1, other: 2 };
const AVC = 7;
/** Packet types of Enhanced RTMP. */
const HVC1 = { start: 0x80, frames: 0x81, framesAtOnce: 0x83 };
const FOURCC = Buffer.from('hvc1', 'latin1');
/** AAC says the rest itself: 44 kHz, 16 bits and two channels are written whatever it is. */
const AAC_HEAD = 0xaf;
const G711_HEADS: Partial<Record<AudioFormat['codec'], number>> = { PCMA: 0x72, PCMU: 0x82 };

export function flvHeader(hasSound: boolean): Buffer {
  return Buffer.from([0x46, 0x4c, 0x56, 1, hasSound ? 5 : 1, 0, 0, 0, 9, 0, 0, 0, 0]);
}

/** What a decoder must know before the pictures that follow. */
export function videoStart(sets: ParameterSets, atMs: number): Buffer {
  const head =
    sets.codec === 'h264'
      ? Buffer.from([(FRAME.key << 4) | AVC, 0, 0, 0, 0])
      : Buffer.concat([Buffer.from([HVC1.start | (FRAME.key << 4)]), FOURCC]);
  return tag(TAG.video, atMs, head, decoderConfiguration(sets));
}

export function pictureTag({ data, isKey, parameterSets }: AccessUnit, atMs: number, compositionMs: number): Buffer {
  const frame = (isKey ? FRAME.key : FRAME.other) << 4;
  const composition = Buffer.alloc(3);
  composition.writeIntBE(compositionMs, 0, 3);
  if (parameterSets.codec === 'h264') {
    return tag(TAG.video, atMs, Buffer.from([frame | AVC, 1, ...composition]), data);
  }
  if (compositionMs === 0) return tag(TAG.video, atMs, Buffer.from([HVC1.framesAtOnce | frame, ...FOURCC]), data);
  return tag(TAG.video, atMs, Buffer.from([HVC1.frames | frame, ...FOURCC, ...composition]), data);
}

/** Whether FLV has a way to say it. */
export function isForFlv({ codec }: AudioFormat): boolean {
  return codec === 'AAC' || codec in G711_HEADS;
}

/** Undefined where nothing must be known. */
export function soundStart({ codec, config }: AudioFormat, atMs: number): Buffer | undefined {
  return codec === 'AAC' ? tag(TAG.audio, atMs, Buffer.from([AAC_HEAD, 0]), config) : undefined;
}

export function soundTag({ data, format: { codec } }: AudioUnit, atMs: number): Buffer {
  const g711 = G711_HEADS[codec];
  const head = g711 === undefined ? Buffer.from([AAC_HEAD, 1]) : Buffer.from([g711]);
  return tag(TAG.audio, atMs, head, data);
}

function tag(type: number, atMs: number, head: Buffer, body: Buffer): Buffer {
  const byteCount = head.length + body.length;
  const bytes = Buffer.allocUnsafe(byteCount + 15);
  bytes[0] = type;
  bytes.writeUIntBE(byteCount, 1, 3);
  bytes.writeUIntBE(atMs & 0xffffff, 4, 3);
  bytes[7] = (atMs >>> 24) & 0xff;
  bytes.writeUIntBE(0, 8, 3);
  head.copy(bytes, 11);
  body.copy(bytes, 11 + head.length);
  bytes.writeUInt32BE(byteCount + 11, byteCount + 11);
  return bytes;
}
