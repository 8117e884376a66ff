/**
 * From a step over the picture to what a camera understands. Pure.
 *
 * A step is told in pictures: half a picture to the right is a pan of 0.5. Where the camera has
 * ONVIF's field of view space that is exact: its largest value is the way from the middle to the
 * edge. Elsewhere it is a guess from the usual angles of view, and a person corrects it by eye.
 */
import type { PtzVector } from '../../config/contract/ptz.ts';

/** Of the generic space, whose 2 is the whole way round: a picture's width at the widest, 60° of 360°. */
const WIDTH_WIDE = 1 / 3;
/** 34° of 180°. */
const HEIGHT_WIDE = 0.38;
/** What is left of the angle of view at the longest zoom. */
const ANGLE_LEFT = 0.05;

export function inFieldOfView({ pan, tilt, zoom }: PtzVector, max: number): PtzVector {
  return { pan: between(pan * 2) * max, tilt: between(tilt * 2) * max, zoom };
}

export function inGenericSpace({ pan, tilt, zoom }: PtzVector, atZoom: number): PtzVector {
  const angle = ANGLE_LEFT ** Math.min(Math.max(atZoom, 0), 1);
  return { pan: between(pan * WIDTH_WIDE * angle), tilt: between(tilt * HEIGHT_WIDE * angle), zoom };
}

function between(value: number): number {
  return Math.min(Math.max(value, -1), 1);
}
