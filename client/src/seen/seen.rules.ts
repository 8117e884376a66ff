/** Into which incidents something seen by a camera may belong, the likeliest first. Pure. */
import type { Camera } from '../../../config/contract/camera.ts';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import { metresBetween } from '../map/geometry.ts';

/** `metres` from the camera; null where one of both is nowhere. */
export type Likely = { incident: Incident; isOfCamera: boolean; metres: number | null };
type Seen = { camera: Pick<Camera, 'id' | 'position'>; search: string };

/** Those of the camera itself, then the nearest, then the newest. */
export function likelyIncidents(
  incidents: Iterable<Incident>,
  mayAdd: (incident: Incident) => boolean,
  { camera, search }: Seen,
): Likely[] {
  const wanted = search.trim().toLowerCase();
  return [...incidents]
    .filter((incident) => !hasEnded(incident) && mayAdd(incident))
    .filter(({ number, title, address }) =>
      [number, title, address].some((text) => text.toLowerCase().includes(wanted)),
    )
    .map((incident) => ({
      incident,
      isOfCamera: incident.cameraId === camera.id,
      metres: camera.position && incident.position ? metresBetween(camera.position, incident.position) : null,
    }))
    .toSorted(
      (one, other) =>
        Number(other.isOfCamera) - Number(one.isOfCamera) ||
        (one.metres ?? Number.MAX_VALUE) - (other.metres ?? Number.MAX_VALUE) ||
        other.incident.reportedAtMs - one.incident.reportedAtMs,
    );
}
