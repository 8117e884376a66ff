/**
 * What FLV tags of pictures and sound, and RTMP messages, which are the same, hold (Adobe's
 * FLV 10.1 annex E; Enhanced RTMP v2). Of no byte anything is believed: what cannot be read
 * is nothing, and what is read but not carried has a name.
 *
 * H.265 comes in two ways: as Enhanced RTMP's `hvc1`, and as codec 12, which no document
 * knows and half the devices in China send.
 */
import type { ParameterSets } from '../hub/access-unit.ts';
import { readAvcC, readHvcC } from '../mp4/read-parameter-sets.ts';

export type VideoTag =
  | { kind: 'sets'; parameterSets: ParameterSets; lengthBytes: number }
  /** NAL units behind their lengths, in as many bytes as the sets before it said. */
  | { kind: 'picture'; data: Buffer; compositionMs: number }
  | { kind: 'refused'; codec: string };

export type AudioTag =
  /** An AudioSpecificConfig. */
  | { kind: 'config'; config: Buffer }
  | { kind: 'frame'; codec: 'AAC'; data: Buffer }
  /** 8 kHz, one channel. */
  | { kind: 'frame'; codec: 'PCMA' | 'PCMU'; data: Buffer }
  | { kind: 'refused'; codec: string };

type Codec = ParameterSets['codec'];

const ENHANCED = 0x80;
const COMMAND_FRAME = 5;
const PACKET = { start: 0, frames: 1, end: 2, framesAtOnce: 3, multitrack: 6, modifier: 7 };

const VIDEO_CODECS: Record<number, Codec> = { 7: 'h264', 12: 'h265' };
const VIDEO_NAMES: Record<number, string> = {
  2: 'Sorenson H.263',
  3: 'Screen video',
  4: 'VP6',
  5: 'VP6 with alpha',
  6: 'Screen video 2',
  8: 'H.263',
  9: 'MPEG-4',
  13: 'AV1',
};
const VIDEO_FOURCCS: Record<string, Codec> = { avc1: 'h264', hvc1: 'h265' };

const SOUND = { pcma: 7, pcmu: 8, enhanced: 9, aac: 10 };
const STEREO = 1;
const SOUND_NAMES: Record<number, string> = {
  0: 'PCM',
  1: 'ADPCM',
  2: 'MP3',
  3: 'PCM',
  4: 'Nellymoser',
  5: 'Nellymoser',
  6: 'Nellymoser',
  11: 'Speex',
  13: 'Opus',
  14: 'MP3',
};

/** Undefined when there is nothing to be shown in it. */
export function readVideoTag(tag: Buffer): VideoTag | undefined {
  const head = tag[0] ?? 0;
  if (((head >> 4) & 7) === COMMAND_FRAME) return undefined;
  if ((head & ENHANCED) !== 0) return readEnhancedVideo(tag);
  if (tag.length < 5) return undefined;
  const codecId = head & 0x0f;
  const codec = VIDEO_CODECS[codecId];
  if (!codec) return { kind: 'refused', codec: VIDEO_NAMES[codecId] ?? `FLV video ${codecId}` };
  if (tag[1] === PACKET.start) return readSets(codec, tag.subarray(5));
  if (tag[1] === PACKET.frames) return { kind: 'picture', data: tag.subarray(5), compositionMs: tag.readIntBE(2, 3) };
  return undefined;
}

function readEnhancedVideo(tag: Buffer): VideoTag | undefined {
  const { packetType, at } = skipModifiers(tag);
  if (packetType === PACKET.multitrack) return { kind: 'refused', codec: 'multitrack' };
  if (tag.length < at + 4) return undefined;
  const name = tag.toString('latin1', at, at + 4);
  const codec = VIDEO_FOURCCS[name];
  if (!codec) return { kind: 'refused', codec: printable(name) };
  const body = tag.subarray(at + 4);
  if (packetType === PACKET.start) return readSets(codec, body);
  if (packetType === PACKET.framesAtOnce) return { kind: 'picture', data: body, compositionMs: 0 };
  if (packetType !== PACKET.frames || body.length < 3) return undefined;
  return { kind: 'picture', data: body.subarray(3), compositionMs: body.readIntBE(0, 3) };
}

/** Times in nanoseconds and the like, which stand before the rest and may be passed over. */
function skipModifiers(tag: Buffer): { packetType: number; at: number } {
  let packetType = (tag[0] ?? 0) & 0x0f;
  let at = 1;
  while (packetType === PACKET.modifier && at < tag.length) {
    const short = (tag[at] ?? 0) + 1;
    const isLong = short === 256;
    const byteCount = isLong ? ((tag[at + 1] ?? 0) << 8) + (tag[at + 2] ?? 0) + 1 : short;
    at += (isLong ? 3 : 1) + byteCount;
    packetType = (tag[at] ?? 0) & 0x0f;
    at += 1;
  }
  return { packetType, at };
}

function readSets(codec: Codec, record: Buffer): VideoTag | undefined {
  try {
    const parameterSets = codec === 'h264' ? readAvcC(record) : readHvcC(record);
    const lengthBytes = ((record[codec === 'h264' ? 4 : 21] ?? 3) & 3) + 1;
    return parameterSets && { kind: 'sets', parameterSets, lengthBytes };
  } catch {
    // Cut short: those inside the stream will have to do.
    return undefined;
  }
}

/** Undefined when there is nothing to be heard in it. */
export function readAudioTag(tag: Buffer): AudioTag | undefined {
  if (tag.length < 2) return undefined;
  const head = tag[0] ?? 0;
  const format = head >> 4;
  if (format === SOUND.enhanced) return readEnhancedAudio(tag);
  if (format === SOUND.pcma || format === SOUND.pcmu) {
    const codec = format === SOUND.pcma ? 'PCMA' : 'PCMU';
    if ((head & STEREO) !== 0) return { kind: 'refused', codec: `${codec} stereo` };
    return { kind: 'frame', codec, data: tag.subarray(1) };
  }
  if (format !== SOUND.aac) return { kind: 'refused', codec: SOUND_NAMES[format] ?? `FLV sound ${format}` };
  return aac(tag[1] === PACKET.start, tag.subarray(2));
}

function readEnhancedAudio(tag: Buffer): AudioTag | undefined {
  const { packetType, at } = skipModifiers(tag);
  if (tag.length < at + 4) return undefined;
  const name = tag.toString('latin1', at, at + 4);
  if (name !== 'mp4a') return { kind: 'refused', codec: printable(name) };
  if (packetType !== PACKET.start && packetType !== PACKET.frames) return undefined;
  return aac(packetType === PACKET.start, tag.subarray(at + 4));
}

function aac(isConfig: boolean, body: Buffer): AudioTag | undefined {
  if (body.length === 0) return undefined;
  return isConfig ? { kind: 'config', config: body } : { kind: 'frame', codec: 'AAC', data: body };
}

/** It is shown to people, and anything may be in it. */
function printable(name: string): string {
  return name.replace(/[^\x21-\x7e]/g, '?');
}
