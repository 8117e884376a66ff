/** Which picture a video shows now, by its media time, and how long each stands. */

const KEPT = 25;
const USUAL_FRAME_S = 0.04;

export type FrameMeter = {
  readonly shownS: number | undefined;
  readonly frameS: number;
  close(): void;
};

export function openFrameMeter(video: HTMLVideoElement): FrameMeter {
  let shownS: number | undefined;
  let steps: number[] = [];
  let handle = 0;
  const look: VideoFrameRequestCallback = (_now, { mediaTime }) => {
    const step = mediaTime - (shownS ?? mediaTime);
    // Those in between may have been left out; the shortest of many is one picture.
    if (step > 0.005 && step < 1.5) steps = [...steps, step].slice(-KEPT);
    shownS = mediaTime;
    video.dataset.shownS = mediaTime.toFixed(4);
    handle = video.requestVideoFrameCallback(look);
  };
  handle = video.requestVideoFrameCallback(look);
  return {
    get shownS() {
      return shownS;
    },
    get frameS() {
      return steps.length > 0 ? Math.min(...steps) : USUAL_FRAME_S;
    },
    close: () => video.cancelVideoFrameCallback(handle),
  };
}
