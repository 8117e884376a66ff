/** What one attempt to play a camera is, whichever way it plays. */
import type { Quality } from '../../../config/contract/camera.ts';
import type { ShownFailure } from '../api/failure.ts';

export type PlaybackBy = 'webrtc' | 'fmp4' | 'hls';

export type Playback = {
  by: PlaybackBy;
  /** What is really given. */
  quality: Quality;
  /** Resolves when it is over by itself: with the cause, or null when the way there is to be made anew. */
  ended: Promise<ShownFailure | null>;
  /** From the camera's frame to the screen, as well as this side can know it. */
  delayMs(): Promise<number | null>;
  close(): void;
};
