/** The worker thread that looks at decoded pictures, so that the loop which moves packets never does. */
import { parentPort, workerData } from 'node:worker_threads';
import type { PictureSeen, PictureShown } from './motion.analyser.ts';
import { MotionDetector } from './motion.rules.ts';

const detectors = new Map<string, MotionDetector>();

parentPort?.on('message', ({ cameraId, yuv, width, height, atMs }: PictureShown) => {
  const detector = detectors.get(cameraId) ?? new MotionDetector(workerData.sensitivity);
  detectors.set(cameraId, detector);
  const region = detector.look({ width, height, bytes: yuv }, atMs);
  if (!region) return;
  const seen: PictureSeen = { cameraId, yuv, width, height, atMs, region };
  parentPort?.postMessage(seen, [yuv.buffer]);
});
