/** Which picture a video shows now, by its media time, and how long each stands. */

const KEPT = 25;

export type FrameMeter = {
  readonly shownS: number | undefined;
  /** The shortest time one stood; 0 while that is not known. */
  readonly frameS: number;
  /** The next picture that is presented; undefined when none is for so long. */
  next(withinMs: number): Promise<number | undefined>;
  close(): void;
};

export function openFrameMeter(video: HTMLVideoElement): FrameMeter {
  let shownS: number | undefined;
  let steps: number[] = [];
  let handle = 0;
  const waiting = new Set<(shownS: number | undefined) => void>();
  const look: VideoFrameRequestCallback = (_now, { mediaTime }) => {
    const step = Math.abs(mediaTime - (shownS ?? mediaTime));
    // Those in between may have been left out; the shortest of many is one picture.
    if (step > 0.005 && step < 1.5) steps = [...steps, step].slice(-KEPT);
    shownS = mediaTime;
    video.dataset.shownS = mediaTime.toFixed(4);
    for (const hear of waiting) hear(mediaTime);
    waiting.clear();
    handle = video.requestVideoFrameCallback(look);
  };
  handle = video.requestVideoFrameCallback(look);
  return {
    get shownS() {
      return shownS;
    },
    get frameS() {
      return steps.length > 0 ? Math.min(...steps) : 0;
    },
    next: (withinMs) =>
      new Promise((resolve) => {
        waiting.add(resolve);
        setTimeout(() => {
          waiting.delete(resolve);
          resolve(undefined);
        }, withinMs);
      }),
    close: () => video.cancelVideoFrameCallback(handle),
  };
}
