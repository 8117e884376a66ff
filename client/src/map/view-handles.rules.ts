/**
 * What of a camera's place can be taken hold of on the map, and what pulling it does. Pure.
 *
 * The camera itself moves it; the middle of the arc turns it and says how far it looks;
 * the ends of the arc say how wide. Angles are whole degrees and reaches whole metres:
 * a hand is no finer.
 */
import { VIEW_ANGLE_DEGREES, VIEW_REACH_METRES } from '../../../config/contract/camera.ts';
import type { Position } from '../../../config/contract/place.ts';
import type { CameraPlace } from '../cameras/camera-place.rules.ts';
import { bearingBetween, metresBetween, moved } from './geometry.ts';

export type Handle = 'position' | 'aim' | 'left' | 'right';
/** By an arrow key: one step to the right and one up, or back. */
export type Step = { right: number; up: number };

const STEP = { fine: 1, coarse: 10 };
const STEP_METRES = 0.5;
const CIRCLE = 360;

/** None for a camera that stands nowhere; one that looks nowhere yet has no ends, and is turned from north. */
export function handlesOf({ position, ...view }: CameraPlace): { handle: Handle; position: Position }[] {
  if (!position) return [];
  const { bearingDegrees, viewAngleDegrees, viewReachMetres } = view;
  const at = (degrees: number) => placeAt(position, degrees, viewReachMetres);
  const half = viewAngleDegrees / 2;
  return [
    ...(bearingDegrees === null
      ? []
      : [
          { handle: 'left' as const, position: at(bearingDegrees - half) },
          { handle: 'right' as const, position: at(bearingDegrees + half) },
        ]),
    { handle: 'aim', position: at(bearingDegrees ?? 0) },
    { handle: 'position', position },
  ];
}

export function pulled(place: CameraPlace, handle: Handle, to: Position): CameraPlace {
  const { position, bearingDegrees } = place;
  if (handle === 'position' || !position) return { ...place, position: to };
  const towards = bearingBetween(position, to);
  if (handle === 'aim') {
    return {
      ...place,
      bearingDegrees: towards,
      viewReachMetres: within(VIEW_REACH_METRES, metresBetween(position, to)),
    };
  }
  if (bearingDegrees === null) return place;
  return { ...place, viewAngleDegrees: angleTo(handle, bearingDegrees, towards) };
}

export function nudged(place: CameraPlace, handle: Handle, { right, up }: Step, isFar: boolean): CameraPlace {
  const step = isFar ? STEP.coarse : STEP.fine;
  const { position, bearingDegrees, viewAngleDegrees, viewReachMetres } = place;
  if (handle === 'position') {
    if (!position) return place;
    const metres = Math.hypot(right, up) * STEP_METRES * step;
    return { ...place, position: placeAt(position, (Math.atan2(right, up) * 180) / Math.PI, metres) };
  }
  if (handle === 'aim') {
    return {
      ...place,
      bearingDegrees: wrapped((bearingDegrees ?? 0) + right * step),
      viewReachMetres: within(VIEW_REACH_METRES, viewReachMetres + up * step),
    };
  }
  const wider = up + (handle === 'right' ? right : -right);
  return { ...place, viewAngleDegrees: within(VIEW_ANGLE_DEGREES, viewAngleDegrees + wider * step) };
}

/**
 * An end may be pulled back as far as behind the camera, where both meet and the circle is
 * whole. Beyond that it stays whole, and in front of the camera it stays as narrow as can be.
 */
function angleTo(handle: 'left' | 'right', bearingDegrees: number, towards: number): number {
  const turn = wrapped(handle === 'right' ? towards - bearingDegrees : bearingDegrees - towards);
  const half = turn > CIRCLE * 0.75 ? 0 : Math.min(turn, CIRCLE / 2);
  return within(VIEW_ANGLE_DEGREES, half * 2);
}

function placeAt(from: Position, degrees: number, metres: number): Position {
  const [longitude, latitude] = moved(from, degrees, metres);
  return { longitude: rounded(longitude), latitude: rounded(latitude) };
}

function within({ least, most }: { least: number; most: number }, value: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}

function wrapped(degrees: number): number {
  return ((degrees % CIRCLE) + CIRCLE) % CIRCLE;
}

/** A centimetre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
