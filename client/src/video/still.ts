/** The last picture of a video element, kept over it while another source takes its place: nobody sees it black. */

export type Still = {
  /** Before the element is given another source. */
  keep(): void;
  /** There is another picture. */
  drop(): void;
  readonly isKept: boolean;
};

export function openStill(video: HTMLVideoElement, canvas: HTMLCanvasElement): Still {
  return {
    keep: () => {
      if (video.readyState < video.HAVE_CURRENT_DATA || video.videoWidth === 0) return;
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext('2d')?.drawImage(video, 0, 0);
      canvas.hidden = false;
    },
    drop: () => {
      canvas.hidden = true;
    },
    get isKept() {
      return !canvas.hidden;
    },
  };
}
