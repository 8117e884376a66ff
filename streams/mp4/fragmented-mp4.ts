/**
 * Fragmented MP4 of one H.264 or H.265 track (ISO/IEC 14496-12 section 8.8, 14496-15), and one of sound where
 * there is any: an initialisation segment, then one `moof` + `mdat` for any run of pictures. The sound lies behind them.
 */
import { type AccessUnit, type ParameterSets, TICKS_PER_SECOND } from '../hub/access-unit.ts';
import { H265_NAL, parseH265Sps } from '../rtp/h265.ts';
import { ascii, box, fullBox, u8, u16, u32, u64 } from './boxes.ts';
import type { SoundDescription } from './sound-entry.ts';

const PICTURE_TRACK = 1;
const SOUND_TRACK = 2;
const UNITY_MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
/** Sample flags (section 8.8.3.1): depends on others or not, and whether it is a sync sample. */
const KEY_FLAGS = 0x02000000;
const DELTA_FLAGS = 0x01010000;

export type Sample = { unit: AccessUnit; durationTicks: number };

/** Sound that follows one another, from those ticks on. */
export type SoundRun = { ticks: number; samples: readonly SoundSample[] };
export type SoundSample = { data: Buffer; durationTicks: number };

type Size = { width: number; height: number };

export function initSegment(sets: ParameterSets, size: Size, sound?: SoundDescription): Buffer {
  const brands = box('ftyp', ascii('iso5'), u32(512), ascii('iso5iso6mp41'));
  const movieHeader = fullBox(
    'mvhd',
    0,
    0,
    u32(0, 0, TICKS_PER_SECOND, 0, 0x10000),
    u16(0x0100, 0),
    u32(0, 0),
    UNITY_MATRIX,
    Buffer.alloc(24),
    u32((sound ? SOUND_TRACK : PICTURE_TRACK) + 1),
  );
  const tracks = [pictureTrack(sets, size), ...(sound ? [soundTrack(sound)] : [])];
  const extends_ = box('mvex', ...tracks.map((_, index) => fullBox('trex', 0, 0, u32(index + 1, 1, 0, 0, 0))));
  return Buffer.concat([brands, box('moov', movieHeader, ...tracks, extends_)]);
}

function pictureTrack(sets: ParameterSets, { width, height }: Size): Buffer {
  const trackHeader = fullBox(
    'tkhd',
    0,
    3,
    u32(0, 0, PICTURE_TRACK, 0, 0, 0, 0),
    u16(0, 0, 0, 0),
    UNITY_MATRIX,
    u32(width << 16, height << 16),
  );
  const handler = fullBox('hdlr', 0, 0, u32(0), ascii('vide'), Buffer.alloc(12), ascii('video\0'));
  const mediaHeader = fullBox('vmhd', 0, 1, u16(0, 0, 0, 0));
  return track({ trackHeader, handler, mediaHeader, entry: sampleEntry(sets, { width, height }) });
}

function soundTrack({ entry }: SoundDescription): Buffer {
  const trackHeader = fullBox(
    'tkhd',
    0,
    3,
    u32(0, 0, SOUND_TRACK, 0, 0, 0, 0),
    u16(0, 1, 0x0100, 0),
    UNITY_MATRIX,
    u32(0, 0),
  );
  const handler = fullBox('hdlr', 0, 0, u32(0), ascii('soun'), Buffer.alloc(12), ascii('sound\0'));
  return track({ trackHeader, handler, mediaHeader: fullBox('smhd', 0, 0, u16(0, 0)), entry });
}

type TrackParts = { trackHeader: Buffer; handler: Buffer; mediaHeader: Buffer; entry: Buffer };

function track({ trackHeader, handler, mediaHeader, entry }: TrackParts): Buffer {
  const dataInformation = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  const sampleTable = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), entry),
    fullBox('stts', 0, 0, u32(0)),
    fullBox('stsc', 0, 0, u32(0)),
    fullBox('stsz', 0, 0, u32(0, 0)),
    fullBox('stco', 0, 0, u32(0)),
  );
  const mediaInformation = box('minf', mediaHeader, dataInformation, sampleTable);
  const times = fullBox('mdhd', 0, 0, u32(0, 0, TICKS_PER_SECOND, 0), u16(0x55c4, 0));
  return box('trak', trackHeader, box('mdia', times, handler, mediaInformation));
}

function sampleEntry(sets: ParameterSets, { width, height }: Size): Buffer {
  return box(
    sets.codec === 'h265' ? 'hvc1' : 'avc1',
    Buffer.alloc(6),
    u16(1),
    Buffer.alloc(16),
    u16(width, height),
    u32(0x00480000, 0x00480000, 0),
    u16(1),
    Buffer.alloc(32),
    u16(0x18, 0xffff),
    box(sets.codec === 'h265' ? 'hvcC' : 'avcC', decoderConfiguration(sets)),
  );
}

/** The record that a decoder is set up with, here and in FLV. */
export function decoderConfiguration(sets: ParameterSets): Buffer {
  return Buffer.concat(sets.codec === 'h265' ? hvcC(sets) : avcC(sets));
}

/** ISO/IEC 14496-15 section 5.3.3.1. */
function avcC({ sps, pps }: Extract<ParameterSets, { codec: 'h264' }>): Buffer[] {
  const profile = u8(1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff, 0xe1);
  return [profile, u16(sps.length), sps, u8(1), u16(pps.length), pps];
}

/** ISO/IEC 14496-15 section 8.3.3.1; NAL unit lengths of four bytes. */
function hvcC({ vps, sps, pps }: Extract<ParameterSets, { codec: 'h265' }>): Uint8Array[] {
  const facts = parseH265Sps(sps);
  const { profileTierLevel = Buffer.alloc(12), chromaFormat = 1, bitDepthLuma = 8, bitDepthChroma = 8 } = facts ?? {};
  const { maxSubLayers = 1, temporalIdNesting = 1 } = facts ?? {};
  const array = (type: number, set: Buffer) => [u8(0x80 | type), u16(1, set.length), set];
  return [
    u8(1),
    profileTierLevel,
    u16(0xf000),
    u8(0xfc, 0xfc | chromaFormat, 0xf8 | (bitDepthLuma - 8), 0xf8 | (bitDepthChroma - 8)),
    u16(0),
    u8((maxSubLayers << 3) | (temporalIdNesting << 2) | 3, 3),
    ...array(H265_NAL.vps, vps),
    ...array(H265_NAL.sps, sps),
    ...array(H265_NAL.pps, pps),
  ];
}

/** `sequence` counts fragments from 1; the samples follow one another. */
export function fragment(samples: readonly Sample[], sequence: number, sound?: SoundRun): Buffer {
  return Buffer.concat(fragmentParts(samples, sequence, sound));
}

/** The same in pieces, so that a file needs no copy of the pictures. */
export function fragmentParts(samples: readonly Sample[], sequence: number, sound?: SoundRun): Buffer[] {
  const pictures = samples.map(({ unit }) => unit.data);
  const sounds = sound?.samples.map(({ data }) => data) ?? [];
  const pictureBytes = bytesOf(pictures);
  const moofOf = (dataOffset: number) =>
    box(
      'moof',
      fullBox('mfhd', 0, 0, u32(sequence)),
      pictureFragment(samples, dataOffset),
      ...(sound && sounds.length > 0 ? [soundFragment(sound, dataOffset + pictureBytes)] : []),
    );
  const moof = moofOf(moofOf(0).length + 8);
  const mdatHead = Buffer.alloc(8);
  mdatHead.writeUInt32BE(8 + pictureBytes + bytesOf(sounds), 0);
  mdatHead.write('mdat', 4, 'latin1');
  return [moof, mdatHead, ...pictures, ...sounds];
}

function pictureFragment(samples: readonly Sample[], dataOffset: number): Buffer {
  const [first] = samples;
  const hasComposition = samples.some(({ unit }) => unit.compositionTicks !== 0);
  const entries = Buffer.concat(
    samples.map(({ unit, durationTicks }) => {
      const entry = [durationTicks, unit.data.length, unit.isKey ? KEY_FLAGS : DELTA_FLAGS];
      return u32(...entry, ...(hasComposition ? [unit.compositionTicks] : []));
    }),
  );
  return box(
    'traf',
    fullBox('tfhd', 0, 0x020000, u32(PICTURE_TRACK)),
    fullBox('tfdt', 1, 0, u64(first?.unit.ticks ?? 0)),
    fullBox('trun', 1, hasComposition ? 0x000f01 : 0x000701, u32(samples.length, dataOffset), entries),
  );
}

function soundFragment({ ticks, samples }: SoundRun, dataOffset: number): Buffer {
  const entries = samples.map(({ data, durationTicks }) => u32(durationTicks, data.length));
  return box(
    'traf',
    fullBox('tfhd', 0, 0x020000, u32(SOUND_TRACK)),
    fullBox('tfdt', 1, 0, u64(ticks)),
    fullBox('trun', 1, 0x000301, u32(samples.length, dataOffset), ...entries),
  );
}

function bytesOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
