/**
 * The page joins are measured in: the console's own player, socket and transport,
 * without the rest of the console. Times are in ms since the epoch.
 */
import { asking, newConsoleSocket } from '../../client/src/realtime/console-socket.ts';
import { openCameraPlayer } from '../../client/src/video/camera-player.ts';
import { WebRtcSession } from '../../client/src/video/webrtc-session.ts';

/** As bench-clips.ts paints it. */
const STAMP_BITS = 10;
const FIELDS_ACROSS = 20;
const FIRST_PICTURE_WITHIN_MS = 20_000;

const socket = newConsoleSocket();
const ask = asking(socket);
const kept = new WebRtcSession(ask);

window.connect = () =>
  new Promise((resolve) => {
    socket.once('welcome', resolve);
    socket.connect();
  });

/**
 * Opens one tile for so long; answers when it was clicked, and each picture it showed.
 * Without `onKeptTransport` the transport is made anew, as by the first tile of a page.
 */
window.watch = async ({ cameraId, quality = 'main', forced, onKeptTransport = false, forMs = 0, untilLive }) => {
  const session = onKeptTransport ? kept : new WebRtcSession(ask);
  const clickedAtMs = now();
  const live = Promise.withResolvers();
  const onRead = ({ number, atMs }) => {
    if (untilLive && number >= 0 && dueAtMs(untilLive, number, atMs) > clickedAtMs) live.resolve();
  };
  const tile = openTile({ cameraId, quality, forced, session, onRead });
  await tile.firstPicture;
  await Promise.race([sleep(clickedAtMs + forMs - now()), live.promise]);
  tile.close();
  if (!onKeptTransport) session.reset();
  return { clickedAtMs, pictures: await Promise.all(tile.pictures) };
};

/** Opens all of them at once, in a page that has no transport yet; answers when each showed its first picture. */
window.openWall = async (cameraIds) => {
  const session = new WebRtcSession(ask);
  const clickedAtMs = now();
  const tiles = cameraIds.map((cameraId) => openTile({ cameraId, quality: 'sub', session }));
  const shownAtMs = await Promise.all(tiles.map(({ firstPicture }) => firstPicture));
  for (const tile of tiles) tile.close();
  session.reset();
  return { clickedAtMs, shownAtMs };
};

/** With `onRead` the number of every picture is read, which costs as much as to show it. */
function openTile({ cameraId, quality, forced, session, onRead }) {
  const video = document.body.appendChild(document.createElement('video'));
  video.muted = true;
  const pictures = [];
  const first = Promise.withResolvers();
  const timer = setTimeout(() => first.reject(new Error(`no picture of ${cameraId}`)), FIRST_PICTURE_WITHIN_MS);
  const see = () => {
    const atMs = now();
    first.resolve(atMs);
    if (!onRead) return;
    const read = stampOf(video).then((number) => ({ number, atMs }));
    read.then(onRead);
    pictures.push(read);
    video.requestVideoFrameCallback(see);
  };
  video.requestVideoFrameCallback(see);
  const player = openCameraPlayer({
    ...{ cameraId, quality, forced, video, session },
    sentNow: () => undefined,
    onView: () => {},
  });
  return {
    pictures,
    firstPicture: first.promise,
    close: () => {
      clearTimeout(timer);
      player.close();
      video.remove();
    },
  };
}

/** When a camera that keeps its pace was to send the newest picture of that number before `atMs`. */
function dueAtMs({ startedAtMs, stepMs, stamps }, number, atMs) {
  const newest = Math.floor((atMs - startedAtMs) / stepMs);
  return startedAtMs + (newest - ((newest - number + stamps) % stamps)) * stepMs;
}

/** The number painted into the picture that is shown; -1 where there is none. */
async function stampOf(video) {
  const frame = frameOf(video);
  if (!frame) return -1;
  const { width, height } = frame.visibleRect;
  const field = width / FIELDS_ACROSS;
  const rect = { x: 0, y: Math.floor(height / 60) * 2, width, height: 2 };
  const bytes = new Uint8Array(frame.allocationSize({ rect }));
  await frame.copyTo(bytes, { rect });
  frame.close();
  const isWhite = (index) => bytes[Math.round((index + 0.5) * field)] > 128;
  if (!isWhite(0) || isWhite(1)) return -1;
  return Array.from({ length: STAMP_BITS }, (_, bit) => (isWhite(2 + bit) ? 2 ** bit : 0)).reduce((sum, n) => sum + n);
}

/** The element may call for its very first picture a moment before it gives it out. */
function frameOf(video) {
  try {
    return new VideoFrame(video);
  } catch (thrown) {
    if (thrown.name !== 'InvalidStateError') throw thrown;
    return undefined;
  }
}

function now() {
  return performance.timeOrigin + performance.now();
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
