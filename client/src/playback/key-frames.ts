/** Where a camera's key frames are, asked for in pieces as they are needed, and kept. */
import { api } from '../api/api.ts';
import { keyFrameBy } from './playback-clock.rules.ts';

const PIECE_MS = 20 * 60_000;
/** The newest piece still grows, and a failed one may come yet. */
const AGAIN_MS = 10_000;

type Piece = { askedAt: number; atMs: readonly number[] };

export type KeyFrameTimes = {
  /** The last one by that moment; undefined until it is known. */
  by(atMs: number): number | undefined;
};

export function openKeyFrames(cameraId: string): KeyFrameTimes {
  const pieces = new Map<number, Piece>();
  const ask = async (number: number) => {
    const known = pieces.get(number);
    const piece = { askedAt: performance.now(), atMs: known?.atMs ?? [] };
    pieces.set(number, piece);
    try {
      const query = { cameraId, fromMs: number * PIECE_MS, toMs: (number + 1) * PIECE_MS };
      const { atMs } = await api('GET /api/recordings/key-frames', { query });
      pieces.set(number, { ...piece, atMs });
    } catch {
      // Without them the picture stays as it is; it is asked for again, and the player says what is wrong.
    }
  };
  return {
    by: (atMs) => {
      const number = Math.floor(atMs / PIECE_MS);
      for (const near of [number, number - 1]) {
        const piece = pieces.get(near);
        const found = piece && keyFrameBy(atMs, piece.atMs);
        const isOld = !piece || (found === undefined && performance.now() - piece.askedAt > AGAIN_MS);
        if (isOld || (near === number && piece && isStale(piece, atMs))) void ask(near);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function isStale({ askedAt, atMs }: Piece, wantedMs: number): boolean {
  return wantedMs - (atMs.at(-1) ?? 0) > AGAIN_MS && performance.now() - askedAt > AGAIN_MS;
}
