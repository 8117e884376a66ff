/** Plays a camera by WebRTC, through the page's one transport. */
import type { Quality } from '../../../config/contract/camera.ts';
import { failureOf, type ShownFailure } from '../api/failure.ts';
import { firstFrameOf } from './first-frame.ts';
import type { Pane, Playback } from './playback.ts';
import type { Received, WebRtcSession } from './webrtc-session.ts';

type Wanted = { cameraId: string; quality: Quality; isAhead: boolean };

/** Who connects ahead of time waits so long for the camera's own key frame. */
const AHEAD_WITHIN_MS = 3_000;
/** Longer than this between key frames, what was given for the time being is kept. */
const MOVE_WITHIN_MS = 60_000;

/**
 * `isAhead`: nobody looks yet. Then the next key frame serves, which costs no replayed pictures:
 * several of those at once take the processor from what is looked at.
 */
export async function playWebRtc(
  session: WebRtcSession,
  { isAhead, ...wanted }: Wanted,
  pane: Pane,
): Promise<Playback> {
  const { video } = pane;
  const ended = Promise.withResolvers<ShownFailure | null>();
  const ahead = isAhead && !liveStreamOf(video) ? await beginAhead(session, wanted, pane) : undefined;
  let current = ahead ?? (await session.receive(wanted));
  let closed = false;
  const follow = (received: Received) => {
    received.ended.then((why) => {
      if (received === current) ended.resolve(why);
    });
  };
  /** Off the feed that is only for the time being, at the camera's next key frame. */
  const moveOver = async () => {
    const shared = await session.receive({ ...wanted, join: 'shared' });
    const shown = liveStreamOf(video);
    const isThere = !closed && shown !== undefined && (await changeOver(shown, shared, MOVE_WITHIN_MS));
    if (!isThere || closed) return shared.close();
    const before = current;
    current = shared;
    follow(shared);
    before.close();
  };
  try {
    const shown = liveStreamOf(video);
    if (shown && !ahead) await changeOver(shown, current);
    else if (!ahead) await begin(pane, current);
  } catch (thrown) {
    current.close();
    throw thrown;
  }
  follow(current);
  if (current.isTemporary) {
    moveOver().catch((thrown: unknown) => console.debug('stays where it is', failureOf(thrown).code));
  }
  return {
    by: 'webrtc',
    quality: current.quality,
    ended: ended.promise,
    measure: () => current.measure(),
    close: () => {
      closed = true;
      current.close();
    },
  };
}

/** Undefined where the key frame is too long in coming. */
async function beginAhead(
  session: WebRtcSession,
  wanted: Omit<Wanted, 'isAhead'>,
  pane: Pane,
): Promise<Received | undefined> {
  const received = await session.receive({ ...wanted, join: 'shared' });
  try {
    const frame = firstFrameOf(received.track, AHEAD_WITHIN_MS);
    await begin(pane, received);
    if (await frame) return received;
    received.close();
    return undefined;
  } catch (thrown) {
    received.close();
    throw thrown;
  }
}

async function begin({ video, still }: Pane, received: Received): Promise<void> {
  still.keep();
  // Left in place when it ends: the last picture stays until the next one comes.
  video.srcObject = new MediaStream([received.track]);
  await received.resume();
  video.play().catch(() => {
    // Muted video may always play; when the element is replaced meanwhile the promise rejects, and that is all right.
  });
}

/**
 * What is shown goes on until the other has a picture: nobody sees the change but
 * by its sharpness. With `onlyWithinMs` there is no change without a picture; answers
 * whether there was one.
 */
async function changeOver(shown: MediaStream, received: Received, onlyWithinMs?: number): Promise<boolean> {
  const before = shown.getVideoTracks();
  const frame = firstFrameOf(received.track, onlyWithinMs);
  await received.resume();
  const isThere = await frame;
  if (!isThere && onlyWithinMs !== undefined) return false;
  shown.addTrack(received.track);
  for (const track of before) shown.removeTrack(track);
  return true;
}

function liveStreamOf({ srcObject }: HTMLVideoElement): MediaStream | undefined {
  if (!(srcObject instanceof MediaStream)) return undefined;
  return srcObject.getVideoTracks().some(({ readyState }) => readyState === 'live') ? srcObject : undefined;
}
