/**
 * A range of recordings as one MP4 file (ISO/IEC 14496-12), its index first.
 *
 * The pictures are not read for it: the index is made from what the fragments say,
 * and the file is then copied together from where the pictures lie. It begins at
 * the key frame at or before the range. In a gap the last picture stays and nothing
 * is heard, so that its time is the clock's.
 */
import type { RecordedSegment } from '../../config/contract/recording.ts';
import { TICKS_PER_MS, TICKS_PER_SECOND } from '../hub/access-unit.ts';
import { ascii, box, fullBox, u16, u32, u64 } from '../mp4/boxes.ts';
import { findBox } from '../mp4/read-boxes.ts';
import { soundTrackOf } from '../mp4/sound-entry.ts';
import { ClipSounds } from './clip-sounds.ts';
import { type Chunk, chunksTable, offsetsTable, runsTable } from './clip-tables.ts';
import { openSegmentFile, readFragments, readInit } from './segment-file.ts';

export type ClipPart = { path: string; start: number; byteCount: number };
export type Clip = {
  /** All before the pictures. */
  head: Buffer;
  parts: ClipPart[];
  byteCount: number;
  /** What it really holds: from the first picture to the end of the last. */
  fromMs: number;
  toMs: number;
};

type Sample = { byteCount: number; durationTicks: number; isKey: boolean; compositionTicks: number };

/** More than this between a segment and its continuation is one that was deleted between them. */
const MAX_UNEVENNESS_MS = 2_000;

/** Seconds from 1904 to 1970 (section 8.2.2). */
const EPOCH_1904_S = 2_082_844_800;
const UNITY_MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** Undefined when no picture is in the range. */
export async function planClip(
  folder: string,
  segments: readonly RecordedSegment[],
  fromMs: number,
  toMs: number,
): Promise<Clip | undefined> {
  const samples: Sample[] = [];
  const chunks: Chunk[] = [];
  const parts: ClipPart[] = [];
  const descriptions: Buffer[] = [];
  const sounds = new ClipSounds();
  let startMs: number | undefined;
  let endMs = 0;
  let mdatBytes = 0;
  let atTicks = 0;
  const add = (path: string, start: number, end: number): number => {
    parts.push({ path, start, byteCount: end - start });
    mdatBytes += end - start;
    return mdatBytes - (end - start);
  };
  for (const segment of segments) {
    const range = keyFrameRange(segment, fromMs, toMs);
    if (!range) continue;
    const last = samples.at(-1);
    const staysTicks = last ? stayTicks(range.atMs - endMs, segment.isContinuation) : 0;
    if (last) last.durationTicks += staysTicks;
    atTicks += staysTicks;
    startMs ??= range.atMs;
    endMs = range.endMs;
    const { path } = segment;
    await using file = await openSegmentFile(folder, path);
    const init = (await readInit(file)) ?? Buffer.alloc(0);
    const description = indexOf(descriptions, descriptionOf(init));
    const soundEntry = soundTrackOf(init)?.entry;
    for await (const fragment of readFragments(file, range.start, range.end)) {
      const offset = add(path, fragment.dataStart, fragment.dataEnd);
      chunks.push({ offset, sampleCount: fragment.samples.length, description });
      samples.push(...fragment.samples);
      const { sound } = fragment;
      if (sound && soundEntry) {
        const place = add(path, sound.dataStart, sound.dataEnd);
        // Sound has the time it is heard at, a picture that it is decoded at: the first is shown at the file's beginning.
        const shownTicks = fragment.decodeTicks + Math.max(0, samples[0]?.compositionTicks ?? 0);
        sounds.add(soundEntry, {
          offset: place,
          samples: sound.samples,
          ticks: atTicks + sound.decodeTicks - shownTicks,
        });
      }
      atTicks += fragment.samples.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
    }
  }
  if (startMs === undefined || samples.length === 0) return undefined;
  const size = { width: segments[0]?.width ?? 0, height: segments[0]?.height ?? 0 };
  const headOf = (mediaStart: number) =>
    Buffer.concat([
      box('ftyp', ascii('isom'), u32(512), ascii('isomiso2avc1mp41')),
      movie({ samples, chunks, descriptions, sounds, size, startMs: startMs ?? 0, mediaStart }),
      Buffer.concat([u32(1), ascii('mdat'), u64(mdatBytes + 16)]),
    ]);
  const head = headOf(headOf(0).length);
  return { head, parts, byteCount: head.length + mdatBytes, fromMs: startMs, toMs: endMs };
}

/**
 * How long the last picture stays before a segment. One that continues the segment before it follows at once: what lies
 * between their times is how unevenly its first picture arrived.
 */
function stayTicks(gapMs: number, isContinuation: boolean): number {
  if (isContinuation && gapMs < MAX_UNEVENNESS_MS) return 0;
  return Math.max(0, Math.round(gapMs * TICKS_PER_MS));
}

function keyFrameRange({ keyFrames, byteCount, endedAtMs }: RecordedSegment, fromMs: number, toMs: number) {
  if (endedAtMs <= fromMs) return undefined;
  const first = keyFrames.findLast(({ atMs }) => atMs <= fromMs) ?? keyFrames[0];
  if (!first || first.atMs >= toMs) return undefined;
  const after = keyFrames.find(({ atMs }) => atMs >= toMs);
  return {
    start: first.offset,
    atMs: first.atMs,
    end: after?.offset ?? byteCount,
    endMs: after?.atMs ?? endedAtMs,
  };
}

/** The sample entry (`avc1` or `hvc1`) as it stands in the file. */
function descriptionOf(init: Buffer): Buffer {
  const stsd = findBox(init, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd']);
  return stsd ? Buffer.from(init.subarray(stsd.bodyStart + 8, stsd.end)) : Buffer.alloc(0);
}

/** Counted from 1, as the index does. */
function indexOf(descriptions: Buffer[], description: Buffer): number {
  const known = descriptions.findIndex((each) => each.equals(description));
  return known < 0 ? descriptions.push(description) : known + 1;
}

type Contents = {
  samples: readonly Sample[];
  chunks: readonly Chunk[];
  descriptions: readonly Buffer[];
  sounds: ClipSounds;
  size: { width: number; height: number };
  startMs: number;
  /** Where in the file the first picture is. */
  mediaStart: number;
};

function movie({ samples, chunks, descriptions, sounds, size, startMs, mediaStart }: Contents): Buffer {
  const durationTicks = samples.reduce((sum, sample) => sum + sample.durationTicks, 0);
  const isReordered = samples.some(({ compositionTicks }) => compositionTicks !== 0);
  const created = u64(Math.floor(startMs / 1_000) + EPOCH_1904_S);
  const movieHeader = fullBox(
    'mvhd',
    1,
    0,
    created,
    created,
    u32(TICKS_PER_SECOND),
    u64(durationTicks),
    u32(0x10000),
    u16(0x0100, 0),
    u32(0, 0),
    UNITY_MATRIX,
    Buffer.alloc(24),
    u32(2 + sounds.trackCount),
  );
  const trackHeader = fullBox(
    'tkhd',
    1,
    3,
    created,
    created,
    u32(1, 0),
    u64(durationTicks),
    u32(0, 0),
    u16(0, 0, 0, 0),
    UNITY_MATRIX,
    u32(size.width << 16, size.height << 16),
  );
  const mediaHeader = fullBox(
    'mdhd',
    1,
    0,
    created,
    created,
    u32(TICKS_PER_SECOND),
    u64(durationTicks),
    u16(0x55c4, 0),
  );
  const handler = fullBox('hdlr', 0, 0, u32(0), ascii('vide'), Buffer.alloc(12), ascii('video\0'));
  const dataInformation = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  const sampleTable = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(descriptions.length), ...descriptions),
    fullBox('stts', 0, 0, durationsTable(samples)),
    ...(isReordered ? [fullBox('ctts', 1, 0, compositionTable(samples))] : []),
    fullBox('stss', 0, 0, keyFramesTable(samples)),
    fullBox('stsc', 0, 0, chunksTable(chunks)),
    fullBox('stsz', 0, 0, u32(0, samples.length), Buffer.concat(samples.map(({ byteCount }) => u32(byteCount)))),
    fullBox('co64', 0, 0, offsetsTable(chunks, mediaStart)),
  );
  const mediaInformation = box('minf', fullBox('vmhd', 0, 1, u16(0, 0, 0, 0)), dataInformation, sampleTable);
  // Shown from its first picture on, which without B-frames is at the beginning anyway.
  const firstShown = Math.max(0, samples[0]?.compositionTicks ?? 0);
  const edits = isReordered
    ? [box('edts', fullBox('elst', 1, 0, u32(1), u64(durationTicks), u64(firstShown), u16(1, 0)))]
    : [];
  const media = box('mdia', mediaHeader, handler, mediaInformation);
  return box(
    'moov',
    movieHeader,
    box('trak', trackHeader, ...edits, media),
    ...sounds.tracks({ created, mediaStart, durationTicks }),
  );
}

function durationsTable(samples: readonly Sample[]): Buffer {
  return runsTable(samples.map(({ durationTicks }) => durationTicks));
}

function compositionTable(samples: readonly Sample[]): Buffer {
  return runsTable(samples.map(({ compositionTicks }) => compositionTicks));
}

function keyFramesTable(samples: readonly Sample[]): Buffer {
  const numbers = samples.flatMap(({ isKey }, index) => (isKey ? [index + 1] : []));
  return Buffer.concat([u32(numbers.length), ...numbers.map((number) => u32(number))]);
}
