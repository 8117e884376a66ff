/**
 * Watches whether new pictures appear in a video element.
 *
 * The element's own count is looked at now and then. A callback for each picture would make
 * the page draw for each picture of each tile of a wall.
 */

export type FrameWatch = {
  /** Null before the first picture. */
  ageMs(): number | null;
  /** Forget what was shown: another playback begins. */
  restart(): void;
  close(): void;
};

const LOOK_EVERY_MS = 250;

export function watchFrames(video: HTMLVideoElement): FrameWatch {
  let seen = countOf(video);
  let newestAtMs: number | null = null;

  const look = () => {
    const count = countOf(video);
    if (count !== seen && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) newestAtMs = performance.now();
    seen = count;
  };
  const timer = setInterval(look, LOOK_EVERY_MS);

  return {
    ageMs: () => (newestAtMs === null ? null : performance.now() - newestAtMs),
    restart: () => {
      newestAtMs = null;
      seen = countOf(video);
    },
    close: () => clearInterval(timer),
  };
}

function countOf(video: HTMLVideoElement): number {
  return video.getVideoPlaybackQuality().totalVideoFrames;
}
