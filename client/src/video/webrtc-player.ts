/** Plays a camera by WebRTC, through the page's one transport. */
import type { Quality } from '../../../config/contract/camera.ts';
import { firstFrameOf } from './first-frame.ts';
import type { Playback } from './playback.ts';
import type { Received, WebRtcSession } from './webrtc-session.ts';

type Wanted = { cameraId: string; quality: Quality };

export async function playWebRtc(
  session: WebRtcSession,
  { cameraId, quality }: Wanted,
  video: HTMLVideoElement,
): Promise<Playback> {
  const received = await session.receive(cameraId, quality);
  try {
    const shown = liveStreamOf(video);
    if (shown) await changeOver(shown, received);
    else await begin(video, received);
  } catch (thrown) {
    received.close();
    throw thrown;
  }
  return {
    by: 'webrtc',
    quality: received.quality,
    ended: received.ended,
    delayMs: received.delayMs,
    close: received.close,
  };
}

async function begin(video: HTMLVideoElement, received: Received): Promise<void> {
  // Left in place when it ends: the last picture stays until the next one comes.
  video.srcObject = new MediaStream([received.track]);
  await received.resume();
  video.play().catch(() => {
    // Muted video may always play; when the element is replaced meanwhile the promise rejects, and that is all right.
  });
}

/** What is shown goes on until the other has a picture: nobody sees the change but by its sharpness. */
async function changeOver(shown: MediaStream, received: Received): Promise<void> {
  const before = shown.getVideoTracks();
  const hasFrame = firstFrameOf(received.track);
  await received.resume();
  await hasFrame;
  shown.addTrack(received.track);
  for (const track of before) shown.removeTrack(track);
}

function liveStreamOf({ srcObject }: HTMLVideoElement): MediaStream | undefined {
  if (!(srcObject instanceof MediaStream)) return undefined;
  return srcObject.getVideoTracks().some(({ readyState }) => readyState === 'live') ? srcObject : undefined;
}
