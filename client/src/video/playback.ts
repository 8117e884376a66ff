/** What one attempt to play a camera is, whichever way it plays. */
import type { Quality } from '../../../config/contract/camera.ts';
import type { ShownFailure } from '../api/failure.ts';
import type { Still } from './still.ts';

export type PlaybackBy = 'webrtc' | 'fmp4' | 'hls';

/** What is seen from this side. Null: it cannot be known here, or not yet. */
export type Measured = {
  /** From the camera's frame to the pane. */
  delayMs: number | null;
  /** Left out since it began to play, for this side or the way there was too slow. */
  lostPictures: number | null;
};

/** Where one camera is shown, whichever way it plays. */
export type Pane = { video: HTMLVideoElement; still: Still };

export type Playback = {
  by: PlaybackBy;
  /** What is really given. */
  quality: Quality;
  /** Resolves when it is over by itself: with the cause, or null when the way there is to be made anew. */
  ended: Promise<ShownFailure | null>;
  measure(): Promise<Measured>;
  close(): void;
};
