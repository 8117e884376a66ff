/** Which cameras are listed: by words, by group, or only those in trouble. Pure. */
import type { Camera, CameraHealth } from '../../../config/contract/camera.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { inNameOrder } from '../incidents/choices.ts';
import { cameraState } from '../video/camera-state.ts';
import { isWanted, type ReadsAs } from '../wall/camera-search.ts';

export type CameraFilter = { search: string; groupId: string | null; onlyTrouble: boolean };
type Known = {
  health: ReadonlyMap<string, CameraHealth>;
  grids: ReadonlyMap<string, Grid>;
  readsAs: ReadsAs | undefined;
};

export function listedCameras(cameras: Iterable<Camera>, filter: CameraFilter, known: Known): Camera[] {
  const { health, grids, readsAs } = known;
  const wanted = isWanted(filter.search, readsAs, ({ sourceUrl, gridId }) => [
    sourceUrl,
    grids.get(gridId ?? '')?.name ?? '',
  ]);
  return inNameOrder(cameras)
    .filter(({ groupId }) => filter.groupId === null || groupId === filter.groupId)
    .filter((camera) => !filter.onlyTrouble || isInTrouble(camera, health.get(camera.id)))
    .filter(wanted);
}

/** Hosts of devices that several cameras are pictures of, by the cameras: recorders and cameras with several eyes. */
export function recordersOf(cameras: Iterable<Camera>): ReadonlyMap<string, string> {
  const withDevice = [...cameras].filter(({ onvifUrl }) => URL.canParse(onvifUrl));
  const byDevice = Map.groupBy(withDevice, ({ onvifUrl }) => new URL(onvifUrl).host);
  return new Map(
    [...byDevice].flatMap(([host, channels]) =>
      channels.length < 2 ? [] : channels.map(({ id }) => [id, host] as const),
    ),
  );
}

/** A camera somebody switched off is not in trouble. */
export function isInTrouble(camera: Camera, health: CameraHealth | undefined): boolean {
  const state = cameraState(camera, health);
  return state === 'offline' || state === 'stalled';
}
