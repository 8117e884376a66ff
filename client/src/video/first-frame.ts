/** Waits until a track that nobody sees yet has decoded a picture. */

const AT_MOST_MS = 10_000;

/** Answers whether there was one. */
export function firstFrameOf(track: MediaStreamTrack, atMostMs = AT_MOST_MS): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const unseen = document.createElement('video');
  unseen.muted = true;
  unseen.srcObject = new MediaStream([track]);
  const timer = setTimeout(() => resolve(false), atMostMs);
  track.addEventListener('ended', () => resolve(false), { once: true });
  unseen.requestVideoFrameCallback(() => resolve(true));
  unseen.play().catch(() => {
    // Muted video may always play; a rejection means that the track has ended, and then the timer says so.
  });
  return promise.finally(() => {
    clearTimeout(timer);
    unseen.srcObject = null;
  });
}
