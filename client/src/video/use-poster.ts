/**
 * What a tile shows until its camera moves: the last picture the media node has of it.
 *
 * Asked for only when no picture came at once: who looks at one is written down.
 */
import { useEffect, useState } from 'react';
import { lastPictureOf } from '../api/api.ts';

/** A camera that is kept warm moves sooner than this. */
const AT_ONCE_MS = 300;

export type Poster = { url: string; atMs: number };

export function usePoster(cameraId: string, isWanted: boolean): Poster | undefined {
  const [poster, setPoster] = useState<Poster>();

  useEffect(() => {
    if (!isWanted) return;
    const given = new AbortController();
    let url: string | undefined;
    const ask = async () => {
      const found = await lastPictureOf(cameraId, given.signal);
      if (!found || given.signal.aborted) return;
      url = URL.createObjectURL(found.jpeg);
      setPoster({ url, atMs: found.atMs });
    };
    const timer = setTimeout(() => {
      ask().catch(() => {
        // A tile without a poster says why it shows nothing all the same.
      });
    }, AT_ONCE_MS);
    return () => {
      clearTimeout(timer);
      given.abort();
      if (url) URL.revokeObjectURL(url);
      setPoster(undefined);
    };
  }, [cameraId, isWanted]);

  return poster;
}
