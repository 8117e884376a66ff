/**
 * How a track of sound is described in MP4: AAC (ISO/IEC 14496-14), Opus and FLAC in
 * their own boxes. G.711 stands there as FLAC of its samples: browsers play no G.711 in MP4.
 */
import { streamInfo } from '../flac/write-flac.ts';
import type { AudioFormat } from '../hub/audio-unit.ts';
import { readAudioSpecificConfig, sampleRateOf } from '../rtp/aac.ts';
import { box, fullBox, u8, u16, u32 } from './boxes.ts';
import { findBox, readBoxes } from './read-boxes.ts';

/** `codec` is RFC 6381's. */
export type SoundDescription = { codec: string; entry: Buffer };

/** Undefined for AAC whose configuration is broken. */
export function describeSound(format: AudioFormat): SoundDescription | undefined {
  const { codec, clockRate, channels, config } = format;
  if (codec === 'AAC') {
    const facts = readAudioSpecificConfig(config);
    if (!facts) return undefined;
    const rate = sampleRateOf(facts) ?? clockRate;
    const entry = soundEntry(
      'mp4a',
      facts.channelConfiguration || channels,
      rate,
      fullBox('esds', 0, 0, elementaryStream(config)),
    );
    return { codec: `mp4a.40.${facts.objectType}`, entry };
  }
  if (codec === 'Opus') return { codec: 'opus', entry: soundEntry('Opus', channels, clockRate, dOps(channels)) };
  const facts = { sampleRate: clockRate, channels };
  return { codec: 'flac', entry: soundEntry('fLaC', channels, clockRate, fullBox('dfLa', 0, 0, streamInfo(facts))) };
}

/** Of the first track of sound in an initialisation segment; undefined when there is none. */
export function readSoundCodec(init: Buffer): string | undefined {
  const entry = soundTrackOf(init)?.entry;
  if (!entry) return undefined;
  const name = entry.toString('latin1', 4, 8);
  if (name === 'fLaC') return 'flac';
  if (name === 'Opus') return 'opus';
  return name === 'mp4a' ? `mp4a.40.${objectTypeOf(entry) ?? 2}` : undefined;
}

/** The sound's `trak`, and its sample entry as it stands there. */
export function soundTrackOf(init: Buffer): { start: number; entry: Buffer } | undefined {
  const moov = findBox(init, ['moov']);
  if (!moov) return undefined;
  for (const trak of readBoxes(init, moov.bodyStart, moov.end).filter(({ name }) => name === 'trak')) {
    const inside = (...path: string[]) => findBox(init, path, trak.bodyStart, trak.end);
    const hdlr = inside('mdia', 'hdlr');
    const stsd = inside('mdia', 'minf', 'stbl', 'stsd');
    if (!hdlr || !stsd || init.toString('latin1', hdlr.bodyStart + 8, hdlr.bodyStart + 12) !== 'soun') continue;
    const entry = init.subarray(stsd.bodyStart + 8, stsd.end);
    if (entry.length > ENTRY_BYTES + 8) return { start: trak.start, entry: Buffer.from(entry) };
  }
  return undefined;
}

/** Before the boxes inside an AudioSampleEntry (ISO/IEC 14496-12 section 12.2.3). */
const ENTRY_BYTES = 28;

function soundEntry(name: string, channels: number, rate: number, inside: Buffer): Buffer {
  // A rate that has no room here stands in the codec's own description.
  const shownRate = rate < 0x10000 ? rate : 0;
  const head = [Buffer.alloc(6), u16(1), u32(0, 0), u16(channels, 16, 0, 0), u32(shownRate * 0x10000)];
  return box(name, ...head, inside);
}

/** ISO/IEC 14496-1 section 7.2.6: an ES descriptor, in it the decoder's, in it the AudioSpecificConfig. */
function elementaryStream(config: Buffer): Buffer {
  const specific = descriptor(5, config);
  const decoder = descriptor(4, u8(0x40, 0x15, 0, 0, 0), u32(0, 0), specific);
  return descriptor(3, u16(0), u8(0), decoder, descriptor(6, u8(2)));
}

function descriptor(tag: number, ...parts: Buffer[]): Buffer {
  const byteCount = parts.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([u8(tag, 0x80, 0x80, 0x80 | (byteCount >> 7), byteCount & 0x7f), ...parts]);
}

/** Nothing is to be left out at the beginning: we cut in the middle of what the camera says. */
function dOps(channels: number): Buffer {
  return box('dOps', u8(0, channels), u16(0), u32(48_000), u16(0), u8(0));
}

/** The first five bits of the AudioSpecificConfig, which is what the descriptor of tag 5 holds. */
function objectTypeOf(entry: Buffer): number | undefined {
  const esds = findBox(entry, ['esds'], ENTRY_BYTES + 8);
  const at = esds ? entry.indexOf(Buffer.from([5, 0x80, 0x80]), esds.bodyStart) : -1;
  const first = entry[at + 5];
  return at < 0 || first === undefined ? undefined : first >> 3;
}
