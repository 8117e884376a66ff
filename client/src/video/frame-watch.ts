/**
 * Watches whether new pictures appear in a video element.
 *
 * Counts are compared, never the calls: on a busy page the browser calls back
 * late, while its counts stay right.
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
  let presented = 0;
  let seen = countOf(video, presented);
  let newestAtMs: number | null = null;
  let callback = 0;

  const onFrame = (_nowMs: number, metadata: VideoFrameCallbackMetadata) => {
    presented = metadata.presentedFrames;
    callback = video.requestVideoFrameCallback(onFrame);
  };
  const look = () => {
    const count = countOf(video, presented);
    if (count !== seen && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) newestAtMs = performance.now();
    seen = count;
  };
  callback = video.requestVideoFrameCallback(onFrame);
  const timer = setInterval(look, LOOK_EVERY_MS);

  return {
    ageMs: () => (newestAtMs === null ? null : performance.now() - newestAtMs),
    restart: () => {
      newestAtMs = null;
      seen = countOf(video, presented);
    },
    close: () => {
      clearInterval(timer);
      video.cancelVideoFrameCallback(callback);
    },
  };
}

function countOf(video: HTMLVideoElement, presented: number): string {
  return `${presented}/${video.getVideoPlaybackQuality().totalVideoFrames}`;
}
