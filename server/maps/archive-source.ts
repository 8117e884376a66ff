/**
 * Where the bytes of a PMTiles archive come from, a part at a time: a file of this machine,
 * or a web server that gives out parts.
 *
 * Nothing is held open between two parts, so that an archive can be replaced or moved away
 * while it is in use; whoever reads it learns by its version that it is another one now.
 */
import { open } from 'node:fs/promises';
import { EtagMismatch, type Source } from 'pmtiles';

const ANSWER_WITHIN_MS = 8_000;

export function fileSource(path: string): Source {
  return {
    getKey: () => path,
    getBytes: async (offset, length, _signal, version) => {
      await using file = await open(path);
      const { ino, mtimeMs, size } = await file.stat();
      const etag = `${ino}-${mtimeMs}-${size}`;
      if (version !== undefined && version !== etag) throw new EtagMismatch();
      const bytes = new Uint8Array(partOf(size, offset, length));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
      return { data: whole(bytes.buffer.slice(0, bytesRead), offset, length), etag };
    },
  };
}

export function remoteSource(url: string): Source {
  return {
    getKey: () => url,
    getBytes: async (offset, length, _signal, version) => {
      const answer = await fetch(url, {
        headers: { range: `bytes=${offset}-${offset + length - 1}`, 'accept-encoding': 'identity' },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      if (answer.status !== 206) {
        await answer.body?.cancel();
        throw new Error(`answered ${answer.status} where a part (206) was asked for`);
      }
      const etag = answer.headers.get('etag') ?? answer.headers.get('last-modified') ?? undefined;
      if (version !== undefined && version !== etag) {
        await answer.body?.cancel();
        throw new EtagMismatch();
      }
      const data = whole(await answer.arrayBuffer(), offset, length);
      return etag === undefined ? { data } : { data, etag };
    },
  };
}

/** How much of a part there is: an archive may be shorter than what is asked for at first. */
function partOf(size: number, offset: number, length: number): number {
  return Math.max(0, Math.min(length, size - offset));
}

/** Only the first part, with the header, may go beyond the end. */
function whole(data: ArrayBuffer, offset: number, length: number): ArrayBuffer {
  if (data.byteLength > length || (offset > 0 && data.byteLength < length)) throw new Error('is cut off');
  return data;
}
