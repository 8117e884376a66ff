/**
 * A file with sound given out without it, byte for byte as long: where it tells of its
 * sound it tells of free space instead, and the sound itself is zeros.
 */
import type { FileHandle } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import type { RecordedSegment } from '../../config/contract/recording.ts';
import { soundTrackOf } from '../mp4/sound-entry.ts';
import { readFragments, readInit } from './segment-file.ts';

/** What stands there instead. */
export type Cover = { start: number; bytes: Buffer };

const FREE = Buffer.from('free', 'latin1');

/** Those that touch a range of the file; `end` is its last byte. */
export async function soundCovers(
  file: FileHandle,
  { initByteCount, keyFrames, byteCount }: RecordedSegment,
  { start, end }: { start: number; end: number },
): Promise<Cover[]> {
  const covers: Cover[] = [];
  const track = start < initByteCount ? soundTrackOf((await readInit(file)) ?? Buffer.alloc(0)) : undefined;
  if (track) covers.push({ start: track.start + 4, bytes: FREE });
  const from = keyFrames.findLast(({ offset }) => offset <= start)?.offset ?? initByteCount;
  for await (const fragment of readFragments(file, from, byteCount)) {
    if (fragment.start > end) break;
    const { sound } = fragment;
    if (!sound) continue;
    covers.push({ start: sound.boxStart + 4, bytes: FREE });
    covers.push({ start: sound.dataStart, bytes: Buffer.alloc(sound.dataEnd - sound.dataStart) });
  }
  return covers;
}

/** The same stream, which begins at `start` of its file, with that laid over it. */
export function covered(from: Readable, start: number, covers: readonly Cover[]): Readable {
  if (covers.length === 0) return from;
  let at = start;
  const cover = new Transform({
    transform(chunk: Buffer, _, done) {
      for (const { start: place, bytes } of covers) {
        const first = Math.max(place, at);
        const last = Math.min(place + bytes.length, at + chunk.length);
        if (first < last) bytes.copy(chunk, first - at, first - place, last - place);
      }
      at += chunk.length;
      done(null, chunk);
    },
  });
  from.on('error', (thrown) => cover.destroy(thrown));
  cover.on('close', () => from.destroy());
  return from.pipe(cover);
}
