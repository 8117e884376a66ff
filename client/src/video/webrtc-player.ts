/** Plays a camera by WebRTC, through the page's one transport. */
import type { Playback } from './playback.ts';
import type { WebRtcSession } from './webrtc-session.ts';

export async function playWebRtc(session: WebRtcSession, cameraId: string, video: HTMLVideoElement): Promise<Playback> {
  const received = await session.receive(cameraId);
  // Left in place when it ends: the last picture stays until the next one comes.
  video.srcObject = new MediaStream([received.track]);
  try {
    await received.resume();
  } catch (thrown) {
    received.close();
    throw thrown;
  }
  video.play().catch(() => {
    // Muted video may always play; when the element is replaced meanwhile the promise rejects, and that is all right.
  });
  return {
    by: 'webrtc',
    hasAudio: received.track.kind === 'audio',
    ended: received.ended,
    delayMs: received.delayMs,
    close: received.close,
  };
}
