/** A wall of slots with two pictures each, one over the other, that do what the test of the meter says. */

const WIDTH = 640;
const HEIGHT = 360;
const FIELD = WIDTH / 20;
const STEP_MS = 40;

/** Camera a lies over camera b, and both move. */
window.openSlot = (name) => {
  const slot = document.body.appendChild(document.createElement('div'));
  slot.dataset.slot = name;
  for (const cameraId of ['a', 'b']) {
    const layer = slot.appendChild(document.createElement('div'));
    layer.className = 'layer';
    layer.dataset.camera = cameraId;
    layer.style.zIndex = cameraId === 'a' ? 1 : 0;
    layer.append(openVideo(cameraId));
  }
};

/** Camera b comes over camera a; `how` says what is wrong with it. */
window.switchSlot = (name, how) => {
  const layer = document.querySelector(`[data-slot="${name}"] [data-camera="b"]`);
  layer.style.zIndex = 2;
  if (how === 'covered') layer.append(document.createElement('img'));
  else layer.firstElementChild.how = how;
};

function openVideo(cameraId) {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const video = document.createElement('video');
  video.dataset.cameraId = cameraId;
  video.muted = true;
  video.srcObject = canvas.captureStream();
  video.play();
  let count = 0;
  setInterval(() => {
    if (video.how !== 'frozen') paint(canvas, video.how === 'black' ? null : count++ % 1_024);
  }, STEP_MS);
  return video;
}

/** As bench-clips.ts has it painted. */
function paint(canvas, number) {
  const pen = canvas.getContext('2d');
  pen.fillStyle = number === null ? 'black' : 'grey';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  if (number === null) return;
  pen.fillStyle = 'black';
  pen.fillRect(0, 0, 12 * FIELD, FIELD);
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, FIELD, FIELD);
  for (let bit = 0; bit < 10; bit += 1) if (number & (1 << bit)) pen.fillRect((2 + bit) * FIELD, 0, FIELD, FIELD);
}
