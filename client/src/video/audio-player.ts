/** Plays a camera's sound by WebRTC, through the page's one transport, beside whatever way its pictures come. */
import type { WebRtcSession } from './webrtc-session.ts';

/** Resolves when it is over: because `left` says so, or by itself. Errors: the server's codes, WEBRTC_BLOCKED. */
export async function playAudio(session: WebRtcSession, cameraId: string, left: AbortSignal): Promise<void> {
  const received = await session.receive({ cameraId, quality: 'main', kind: 'audio' });
  const element = new Audio();
  element.srcObject = new MediaStream([received.track]);
  try {
    await received.resume();
    await element.play();
    await Promise.race([received.ended, new Promise((resolve) => left.addEventListener('abort', resolve))]);
  } finally {
    received.close();
    element.srcObject = null;
  }
}
