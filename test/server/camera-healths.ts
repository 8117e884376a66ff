/** Made-up health, as the media node tells it; what a test does not name is of no matter to it. */
import type { CameraHealth } from '../../config/contract/camera.ts';

export function healthOf(cameraId: string, known: Partial<CameraHealth> = {}): CameraHealth {
  return {
    cameraId,
    state: 'live',
    sinceMs: 1,
    cause: null,
    grade: 'good',
    warnings: [],
    lastFrameAtMs: 2,
    audioCodec: null,
    codec: 'avc1.4d401f',
    width: 1280,
    height: 720,
    framesPerSecond: 25,
    bitrateKbps: 2_000,
    keyFrameIntervalMs: 2_000,
    keyFrameOnRequest: null,
    lossPercent: 0,
    delayMs: 0,
    stallCount: 0,
    reconnectCount: 0,
    clockOffsetMs: null,
    viewerCount: 0,
    isNeeded: true,
    isRecording: false,
    canTalk: null,
    features: [],
    sub: null,
    ...known,
  };
}
