/** A planned clip as bytes: its head, then the pictures from where they lie, one piece at a time. */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Clip } from './clip.ts';
import { openSegmentFile } from './segment-file.ts';

/** Errors (as the stream's): ENOENT when retention deleted a file meanwhile. */
export function streamClip(folder: string, clip: Clip): Readable {
  return Readable.from(bytesOf(folder, clip), { objectMode: false });
}

async function* bytesOf(folder: string, { head, parts }: Clip): AsyncGenerator<Buffer, void, void> {
  yield head;
  let file: FileHandle | undefined;
  let openPath = '';
  try {
    for (const { path, start, byteCount } of parts) {
      if (path !== openPath) {
        await file?.close();
        file = await openSegmentFile(folder, path);
        openPath = path;
      }
      const bytes = Buffer.allocUnsafe(byteCount);
      const read = await file?.read(bytes, 0, byteCount, start);
      if (read?.bytesRead !== byteCount) throw new Error(`${path} is shorter than its index says`);
      yield bytes;
    }
  } finally {
    await file?.close();
  }
}
