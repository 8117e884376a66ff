/** A camera's health in words and units. Pure but for the language. */
import type { TFunction } from 'i18next';
import type { CameraHealth } from '../../../config/contract/camera.ts';
import type { ShownFailure } from '../api/failure.ts';
import { failureText } from '../api/failure-text.ts';
import { ageOf } from '../time/time-text.ts';

/** Less than this is the way of the report, not the clock. */
const CLOCK_IS_RIGHT_MS = 1_000;

export type HealthRow = { name: string; value: string };

/**
 * Numbers of pictures that do not come would be no news: then only what was counted is said.
 * `lostPictures` is of the tile that asks; null where it cannot know.
 */
export function healthRows(t: TFunction, health: CameraHealth, lostPictures: number | null = null): HealthRow[] {
  const { state, framesPerSecond, bitrateKbps, keyFrameIntervalMs, lossPercent, delayMs, clockOffsetMs } = health;
  const counted: HealthRow[] = [
    { name: t('camera.health.stalls'), value: t('camera.health.times', { count: health.stallCount }) },
    { name: t('camera.health.reconnects'), value: t('camera.health.times', { count: health.reconnectCount }) },
  ];
  if (state !== 'live') return counted;
  return [
    { name: t('camera.health.frameRate'), value: t('camera.health.fps', { fps: Math.round(framesPerSecond) }) },
    { name: t('camera.health.bitrate'), value: t('camera.health.kbps', { kbps: Math.round(bitrateKbps) }) },
    ...(keyFrameIntervalMs > 0
      ? [{ name: t('camera.health.keyFrameInterval'), value: secondsText(t, keyFrameIntervalMs) }]
      : []),
    {
      name: t('camera.health.keyFrameOnRequest'),
      value: t(`camera.health.onRequest.${known(health.keyFrameOnRequest)}`),
    },
    { name: t('camera.health.talk'), value: t(`camera.health.canTalk.${known(health.canTalk)}`) },
    { name: t('camera.health.loss'), value: t('camera.health.percent', { percent: lossPercent }) },
    {
      name: t('camera.health.delay'),
      value: delayMs < 1_000 ? t('camera.health.ms', { ms: delayMs }) : secondsText(t, delayMs),
    },
    ...(lostPictures === null
      ? []
      : [{ name: t('camera.health.lostHere'), value: t('camera.health.pictures', { count: lostPictures }) }]),
    ...counted,
    ...(clockOffsetMs !== null && Math.abs(clockOffsetMs) >= CLOCK_IS_RIGHT_MS
      ? [{ name: t('camera.health.clock'), value: clockText(t, clockOffsetMs) }]
      : []),
  ];
}

/** Whether there is anything to warn of. */
export function isAmiss({ warnings, sub }: CameraHealth): boolean {
  return warnings.length > 0 || (sub !== null && (sub.cause !== null || sub.warnings.length > 0));
}

export function warningTexts(t: TFunction, { sub, ...main }: CameraHealth): string[] {
  const ofMain = warned(t, main);
  if (!sub) return ofMain;
  const cause = sub.cause ? [failureText(t, sub.cause)] : [];
  return [
    ...ofMain,
    ...[...cause, ...warned(t, { ...sub, clockOffsetMs: null })].map((text) => t('camera.health.ofSub', { text })),
  ];
}

type Warned = Pick<CameraHealth, 'warnings' | 'clockOffsetMs' | 'keyFrameIntervalMs'>;

function warned(t: TFunction, { warnings, clockOffsetMs, keyFrameIntervalMs }: Warned): string[] {
  const seconds = {
    CAMERA_AUDIO_NOT_SUPPORTED: 0,
    CAMERA_CLOCK_OFF: Math.round(Math.abs(clockOffsetMs ?? 0) / 1_000),
    CAMERA_HAS_B_FRAMES: 0,
    CAMERA_KEY_FRAMES_RARE: Math.round(keyFrameIntervalMs / 1_000),
  };
  return warnings.map((code) => failureText(t, { code, detail: { seconds: seconds[code] } } satisfies ShownFailure));
}

function known(fact: boolean | null): 'yes' | 'no' | 'unknown' {
  if (fact === null) return 'unknown';
  return fact ? 'yes' : 'no';
}

function secondsText(t: TFunction, durationMs: number): string {
  return t('camera.health.seconds', { seconds: (durationMs / 1_000).toFixed(1) });
}

function clockText(t: TFunction, offsetMs: number): string {
  const { unit, count } = ageOf(Math.abs(offsetMs));
  const duration = t(`time.${unit}`, { count });
  return t(offsetMs > 0 ? 'camera.health.ahead' : 'camera.health.behind', { duration });
}
