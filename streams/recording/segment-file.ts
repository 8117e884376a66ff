/** Reads segments back: what is whole in a file, and where its pictures are. */
import { type FileHandle, open } from 'node:fs/promises';
import type { RecordedSegment } from '../../config/contract/recording.ts';
import { TICKS_PER_MS } from '../hub/access-unit.ts';
import { factsOf } from '../hub/video-facts.ts';
import { type FragmentFacts, readBoxHead, readMoof, type SoundFacts } from '../mp4/read-boxes.ts';
import { readParameterSets } from '../mp4/read-parameter-sets.ts';
import { readSoundCodec } from '../mp4/sound-entry.ts';
import { readSegmentPath } from './recording.rules.ts';

const MAX_HEAD_BYTES = 1_024 * 1_024;
/** No segment is as long: a fragment further from its beginning was damaged. */
const LONGEST_TICKS = 24 * 3_600_000 * TICKS_PER_MS;

/** A fragment in its file. `dataStart` is where its first picture's bytes are, `dataEnd` where its last one's end. */
export type FragmentInFile = FragmentFacts & {
  start: number;
  dataStart: number;
  dataEnd: number;
  end: number;
  sound: SoundInFile | undefined;
};
/** It lies in one piece. */
export type SoundInFile = SoundFacts & { dataStart: number; dataEnd: number };

/** Opens a segment whether or not the index has it yet. Errors: ENOENT. */
export async function openSegmentFile(folder: string, path: string): Promise<FileHandle> {
  try {
    return await open(`${folder}/${path}.mp4`);
  } catch {
    return open(`${folder}/${path}.part`);
  }
}

/** The initialisation segment: all before the first `moof`. Undefined when it is not whole. */
export async function readInit(file: FileHandle): Promise<Buffer | undefined> {
  const start = await readUpTo(file, 0, 64 * 1_024);
  let at = 0;
  for (;;) {
    const head = readBoxHead(start, at);
    if (!head) return undefined;
    if (head.name === 'moof') return start.subarray(0, at);
    at += head.byteCount;
    if (head.name === 'moov') return at <= start.length ? start.subarray(0, at) : undefined;
  }
}

/** The whole fragments of a file from `from` on, one after the other; it ends where one is cut off, or at `to`. */
export async function* readFragments(
  file: FileHandle,
  from: number,
  to: number,
): AsyncGenerator<FragmentInFile, void, void> {
  let start = from;
  while (start < to) {
    const moofHead = readBoxHead(await readUpTo(file, start, 16), 0);
    if (moofHead?.name !== 'moof' || moofHead.byteCount > MAX_HEAD_BYTES) return;
    const bytes = await readUpTo(file, start, moofHead.byteCount + 16);
    const mdatHead = readBoxHead(bytes, moofHead.byteCount);
    const facts = readMoof(bytes.subarray(0, moofHead.byteCount));
    if (mdatHead?.name !== 'mdat' || !facts) return;
    const end = start + moofHead.byteCount + mdatHead.byteCount;
    if (end > to) return;
    const { pictures, sound } = facts;
    const soundInFile = sound && placed(sound, start, end);
    yield {
      ...pictures,
      start,
      dataStart: start + pictures.dataOffset,
      dataEnd: soundInFile?.dataStart ?? end,
      end,
      sound: soundInFile,
    };
    start = end;
  }
}

/** Undefined for sound that is said to lie outside its fragment. */
function placed(facts: SoundFacts, start: number, end: number): SoundInFile | undefined {
  const dataStart = start + facts.dataOffset;
  const dataEnd = facts.samples.reduce((sum, { byteCount }) => sum + byteCount, dataStart);
  return dataStart > start && dataEnd <= end
    ? { ...facts, boxStart: start + facts.boxStart, dataStart, dataEnd }
    : undefined;
}

/** What a segment says that was cut off when the process ended; undefined when no picture is whole in it. */
export async function readSegment(file: FileHandle, path: string): Promise<RecordedSegment | undefined> {
  const named = readSegmentPath(path);
  const init = await readInit(file);
  const sets = init && readParameterSets(init);
  const facts = sets && factsOf(sets);
  if (!named || !init || !facts) return undefined;
  const { size } = await file.stat();
  const keyFrames: RecordedSegment['keyFrames'] = [];
  let firstTicks: number | undefined;
  let endTicks = 0;
  let byteCount = init.length;
  const atMs = (ticks: number) => Math.round(named.startedAtMs + (ticks - (firstTicks ?? ticks)) / TICKS_PER_MS);
  for await (const { decodeTicks, samples, start, end } of readFragments(file, init.length, size)) {
    firstTicks ??= decodeTicks;
    const ticksAfter = decodeTicks + samples.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
    if (decodeTicks < firstTicks || ticksAfter - firstTicks > LONGEST_TICKS) break;
    if (samples[0]?.isKey) keyFrames.push({ offset: start, atMs: atMs(decodeTicks) });
    endTicks = ticksAfter;
    byteCount = end;
  }
  if (keyFrames.length === 0) return undefined;
  return {
    path,
    ...named,
    endedAtMs: atMs(endTicks),
    byteCount,
    ...facts,
    audioCodec: readSoundCodec(init) ?? null,
    initByteCount: init.length,
    keyFrames,
    isContinuation: false,
  };
}

async function readUpTo(file: FileHandle, position: number, byteCount: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(byteCount);
  const { bytesRead } = await file.read(buffer, 0, byteCount, position);
  return buffer.subarray(0, bytesRead);
}
