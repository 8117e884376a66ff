/** Waits until a track that nobody sees yet has decoded a picture. */

const AT_MOST_MS = 10_000;

/** Resolves also when none comes: whoever waits goes on with what there is. */
export function firstFrameOf(track: MediaStreamTrack): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const unseen = document.createElement('video');
  unseen.muted = true;
  unseen.srcObject = new MediaStream([track]);
  const timer = setTimeout(resolve, AT_MOST_MS);
  unseen.requestVideoFrameCallback(() => resolve());
  unseen.play().catch(() => {
    // Muted video may always play; a rejection means that the track has ended, and then the timer says so.
  });
  return promise.finally(() => {
    clearTimeout(timer);
    unseen.srcObject = null;
  });
}
