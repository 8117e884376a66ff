/**
 * Where a camera stands and what it looks over, as typed: in its form, and beside the map. Pure.
 *
 * What the server would refuse is refused here, in words.
 */
import { type Camera, VIEW_ANGLE_DEGREES, VIEW_REACH_METRES } from '../../../config/contract/camera.ts';
import type { Position } from '../../../config/contract/place.ts';

/** A number field may also be empty. */
export type Typed = number | string;
export type PlaceTyped = {
  longitude: Typed;
  latitude: Typed;
  bearingDegrees: Typed;
  viewAngleDegrees: Typed;
  viewReachMetres: Typed;
};
export type CameraPlace = Pick<Camera, 'position' | 'bearingDegrees' | 'viewAngleDegrees' | 'viewReachMetres'>;
export type PlaceMistake = 'longitude' | 'latitude' | 'bothPlace' | 'bearing' | 'viewAngle' | 'viewReach';

export function typedPlace({ position, ...view }: CameraPlace): PlaceTyped {
  return {
    longitude: position?.longitude ?? '',
    latitude: position?.latitude ?? '',
    bearingDegrees: view.bearingDegrees ?? '',
    viewAngleDegrees: view.viewAngleDegrees,
    viewReachMetres: view.viewReachMetres,
  };
}

/** What is typed; an angle or reach that is none is the usual one. */
export function placeOf(typed: PlaceTyped): CameraPlace {
  return {
    position: positionOf(typed),
    bearingDegrees: bearingOf(typed),
    viewAngleDegrees: numberOf(typed.viewAngleDegrees) ?? VIEW_ANGLE_DEGREES.usual,
    viewReachMetres: numberOf(typed.viewReachMetres) ?? VIEW_REACH_METRES.usual,
  };
}

export function positionOf({ longitude, latitude }: Pick<PlaceTyped, 'longitude' | 'latitude'>): Position | null {
  const [x, y] = [numberOf(longitude), numberOf(latitude)];
  return x === null || y === null ? null : { longitude: x, latitude: y };
}

function bearingOf({ bearingDegrees }: Pick<PlaceTyped, 'bearingDegrees'>): number | null {
  return numberOf(bearingDegrees);
}

/** The first mistake of each field. */
export function placeMistakes(typed: PlaceTyped): Partial<Record<keyof PlaceTyped, PlaceMistake>> {
  const mistakes: Partial<Record<keyof PlaceTyped, PlaceMistake>> = {};
  const [longitude, latitude, bearing] = [typed.longitude, typed.latitude, typed.bearingDegrees].map(numberOf);
  if (isOutside(longitude, -180, 180)) mistakes.longitude = 'longitude';
  if (isOutside(latitude, -90, 90)) mistakes.latitude = 'latitude';
  if (longitude === null && latitude !== null) mistakes.longitude = 'bothPlace';
  if (latitude === null && longitude !== null) mistakes.latitude = 'bothPlace';
  if (isOutside(bearing, 0, 360)) mistakes.bearingDegrees = 'bearing';
  if (isNoneOf(typed.viewAngleDegrees, VIEW_ANGLE_DEGREES)) mistakes.viewAngleDegrees = 'viewAngle';
  if (isNoneOf(typed.viewReachMetres, VIEW_REACH_METRES)) mistakes.viewReachMetres = 'viewReach';
  return mistakes;
}

export function numberOf(typed: Typed): number | null {
  if (typed === '' || (typeof typed === 'string' && typed.trim() === '')) return null;
  const number = Number(typed);
  return Number.isFinite(number) ? number : null;
}

export function isOutside(number: number | null | undefined, lowest: number, highest: number): boolean {
  return typeof number === 'number' && (number < lowest || number > highest);
}

function isNoneOf(typed: Typed, { least, most }: { least: number; most: number }): boolean {
  const number = numberOf(typed);
  return number === null || isOutside(number, least, most);
}
