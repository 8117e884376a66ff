/**
 * A camera's place being changed beside and on the map. Pure.
 *
 * Only what was changed is sent, so that whoever changes something else of the same camera
 * meanwhile loses nothing; whoever changes the place itself is heard before this is saved.
 */
import type { Camera, ChangeCamera } from '../../../config/contract/camera.ts';
import { type CameraPlace, type PlaceTyped, placeOf, typedPlace } from '../cameras/camera-place.rules.ts';

export type PlaceDraft = {
  cameraId: string;
  /** As it was saved when this began. */
  start: CameraPlace;
  typed: PlaceTyped;
};
export type PlaceField = keyof CameraPlace;

const FIELDS: readonly PlaceField[] = ['position', 'bearingDegrees', 'viewAngleDegrees', 'viewReachMetres'];

export function newDraft({ id: cameraId, ...camera }: Camera): PlaceDraft {
  const { position, bearingDegrees, viewAngleDegrees, viewReachMetres } = camera;
  const start = { position, bearingDegrees, viewAngleDegrees, viewReachMetres };
  return { cameraId, start, typed: typedPlace(start) };
}

export function differences(before: CameraPlace, after: CameraPlace): PlaceField[] {
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** What is to be saved; nothing where nothing was changed. */
export function changesOf({ start, typed }: PlaceDraft): ChangeCamera {
  const place = placeOf(typed);
  return Object.fromEntries(differences(start, place).map((field) => [field, place[field]]));
}

/** On what is saved now: what was changed here stays, the rest is theirs. */
export function rebased(draft: PlaceDraft, saved: Camera): PlaceDraft {
  const { start } = newDraft(saved);
  return { ...draft, start, typed: typedPlace({ ...start, ...changesOf(draft) } as CameraPlace) };
}
