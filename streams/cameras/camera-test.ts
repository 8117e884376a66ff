/** Tries an address before it is saved: what it gives, and one picture; or exactly why not. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CameraTest } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { CameraToTest } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { type AccessUnit, TICKS_PER_SECOND, toAnnexB } from '../hub/access-unit.ts';
import { factsOf } from '../hub/video-facts.ts';
import type { DecoderPool } from '../pictures/decoder-pool.ts';
import { PictureOrder } from '../rtp/picture-order.ts';
import { openSource } from '../sources/open-source.ts';
import { warningsOf } from './camera.rules.ts';

/** A key frame may be some seconds coming; a person waits for the answer. */
const FIRST_KEY_MS = 8_000;
const LOOK_MS = 1_500;

type Needs = { clock: Clock; decoders: DecoderPool; connectTimeoutMs: number; clipsFolder: string };

export async function testCamera(camera: CameraToTest, needs: Needs): Promise<CameraTest> {
  const { clock, decoders, ...reach } = needs;
  const units: AccessUnit[] = [];
  const firstKey = Promise.withResolvers<AccessUnit>();
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => {});
  let audioCodec: string | null = null;
  let isAudioRefused = false;
  const source = await openSource(
    { ...camera, audio: true },
    { clock, order: new PictureOrder(clock), ...reach },
    {
      onUnit: (unit) => {
        units.push(unit);
        if (unit.isKey) firstKey.resolve(unit);
      },
      onAudio: ({ format }) => {
        audioCodec = format.codec;
      },
      onAudioRefused: () => {
        isAudioRefused = true;
      },
      onLost: lost.reject,
    },
  );
  const timer = setTimeout(
    () => lost.reject(new AppError('CAMERA_NO_FRAMES', { seconds: FIRST_KEY_MS / 1_000 })),
    FIRST_KEY_MS,
  );
  try {
    const key = await Promise.race([firstKey.promise, lost.promise]);
    await Promise.race([sleep(LOOK_MS), lost.promise]);
    const facts = factsOf(key.parameterSets);
    if (!facts) throw new AppError('CAMERA_CODEC_NOT_SUPPORTED', { codec: key.parameterSets.codec });
    const picture = await decoders.jpegOfKeyFrame(toAnnexB(key), key.parameterSets.codec);
    const framesPerSecond = rateOf(units);
    const isReordered = units.some((unit) => unit.isReordered);
    const warnings = warningsOf({ clockOffsetMs: null, keyFrameIntervalMs: 0, isReordered, isAudioRefused });
    return { ...facts, framesPerSecond, audioCodec, warnings, picture: picture.toString('base64') };
  } finally {
    clearTimeout(timer);
    await source.close();
  }
}

function rateOf(units: readonly AccessUnit[]): number {
  const spanTicks = (units.at(-1)?.ticks ?? 0) - (units[0]?.ticks ?? 0);
  return spanTicks <= 0 ? 0 : Math.round(((units.length - 1) * TICKS_PER_SECOND * 10) / spanTicks) / 10;
}
