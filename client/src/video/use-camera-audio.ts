/** A camera's sound, while its tile is the one that is listened to. Opened again when it ends by itself. */
import { useEffect } from 'react';
import { failureOf } from '../api/failure.ts';
import { playAudio } from './audio-player.ts';
import { useVideoLink } from './video-link.ts';

const RETRY_MS = 2_000;

export function useCameraAudio(cameraId: string, isHeard: boolean): void {
  const { session, round } = useVideoLink();
  useEffect(() => {
    if (!session || !isHeard || round < 0) return;
    const left = new AbortController();
    const keepPlaying = async () => {
      while (!left.signal.aborted) {
        await playAudio(session, cameraId, left.signal).catch((thrown: unknown) => {
          console.debug('no sound', failureOf(thrown).code);
        });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    };
    void keepPlaying();
    return () => left.abort();
  }, [session, round, cameraId, isHeard]);
}
