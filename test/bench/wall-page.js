/**
 * What the bench runs inside the console on its wall: it counts the pictures each tile
 * presents, and reads what lies uppermost in each slot of a tour. Times are in ms since the epoch.
 */

/** As bench-clips.ts paints it. */
const STAMP_BITS = 10;
const FIELDS_ACROSS = 20;
/** A count that begins anew in between loses what it had since. */
const COUNT_EVERY_MS = 1_000;
/** Finer than cameras send; no finer, for to look costs what is looked at. */
const LOOK_EVERY_MS = 30;

const NOTHING = -1;
const COVERED = -2;

/** By camera. Left out is what was decoded and not drawn (`droppedVideoFrames`); some of it may count as presented. */
const counted = new Map();
const countsBefore = new WeakMap();
const NONE = { presented: 0, leftOut: 0 };

/** Counts go on over whatever a tile plays: a count that begins anew adds to what was. */
window.countPictures = () => {
  count();
  setInterval(count, COUNT_EVERY_MS);
};

/** By one callback of each tile: one for every picture would make the page draw for each, and be measured itself. */
function count() {
  return Promise.all([...document.querySelectorAll('video[data-camera-id]')].map(countOf));
}

function countOf(video) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, COUNT_EVERY_MS);
    video.requestVideoFrameCallback((_, { presentedFrames }) => {
      clearTimeout(timer);
      const counts = { presented: presentedFrames, leftOut: video.getVideoPlaybackQuality().droppedVideoFrames };
      const before = countsBefore.get(video) ?? NONE;
      countsBefore.set(video, counts);
      const { cameraId } = video.dataset;
      const all = counted.get(cameraId) ?? NONE;
      const added = (name) => all[name] + (counts[name] >= before[name] ? counts[name] - before[name] : counts[name]);
      counted.set(cameraId, { presented: added('presented'), leftOut: added('leftOut') });
      resolve();
    });
  });
}

window.picturesShown = async () => {
  await count();
  const tiles = [...document.querySelectorAll('video[data-camera-id]')].map(({ dataset }) => ({
    cameraId: dataset.cameraId,
    quality: dataset.quality ?? '',
    state: dataset.state,
    ...(counted.get(dataset.cameraId) ?? NONE),
  }));
  return { atMs: now(), tiles };
};

const seen = new Map();

window.watchTour = () => {
  let lookedAtMs = 0;
  const look = () => {
    if (now() - lookedAtMs >= LOOK_EVERY_MS) {
      lookedAtMs = now();
      for (const slot of document.querySelectorAll('[data-slot]')) lookAt(slot);
    }
    requestAnimationFrame(look);
  };
  look();
};

/** The looks of each slot, in their order. */
window.tourSeen = async () => Promise.all([...seen.values()].map((looks) => Promise.all(looks)));

function lookAt(slot) {
  const looks = seen.get(slot.dataset.slot) ?? [];
  seen.set(slot.dataset.slot, looks);
  const atMs = now();
  const video = uppermost(slot);
  const cameraId = video?.dataset.cameraId ?? null;
  if (!video) looks.push({ atMs, cameraId, picture: NOTHING });
  else if (isCovered(video)) looks.push({ atMs, cameraId, picture: COVERED });
  else looks.push(stampOf(video).then((picture) => ({ atMs, cameraId, picture })));
}

/** As the page paints them: by the layer, then in the order of the document. */
function uppermost(slot) {
  const videos = [...slot.querySelectorAll('video')].filter((video) =>
    video.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
  );
  return videos.reduce((above, video) => (above && layerOf(above, slot) > layerOf(video, slot) ? above : video), null);
}

function layerOf(video, slot) {
  let layer = 0;
  for (let element = video; element && element !== slot; element = element.parentElement) {
    layer = Math.max(layer, Number(getComputedStyle(element).zIndex) || 0);
  }
  return layer;
}

/** By an older picture, or by words about what is wrong. */
function isCovered(video) {
  return video.parentElement.querySelector('img, [data-veil]') !== null;
}

/** The number painted into the picture that is shown; NOTHING where there is none, as in a black picture. */
async function stampOf(video) {
  const frame = frameOf(video);
  if (!frame) return NOTHING;
  try {
    const { width, height } = frame.visibleRect;
    const field = width / FIELDS_ACROSS;
    const rect = { x: 0, y: Math.floor(height / 60) * 2, width, height: 2 };
    const bytes = new Uint8Array(frame.allocationSize({ rect }));
    const [{ offset }] = await frame.copyTo(bytes, { rect });
    const pixel = frame.format === 'RGBA' || frame.format === 'RGBX' || frame.format?.startsWith('BGR') ? 4 : 1;
    const isWhite = (index) => bytes[offset + Math.round((index + 0.5) * field) * pixel] > 128;
    if (!isWhite(0) || isWhite(1)) return NOTHING;
    return Array.from({ length: STAMP_BITS }, (_, bit) => (isWhite(2 + bit) ? 2 ** bit : 0)).reduce((a, b) => a + b);
  } finally {
    frame.close();
  }
}

/** The element has none before its first picture. */
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
