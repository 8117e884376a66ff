/** Into which incidents something seen by a camera may belong, the likeliest first; and what of the recording goes with it. Pure. */
import type { Camera } from '../../../config/contract/camera.ts';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
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

/** Minutes of the recording, what was marked of it, or nothing. */
export type LockChoice = number | 'marked' | 'none';
type Picture = { atMs: number; isRecorded: boolean };

/** Of something that goes on now there is only what came before; of something recorded, both sides of it. */
export function lockedRange(
  choice: LockChoice,
  { atMs, isRecorded }: Picture,
  { marked, nowMs }: { marked: RecordedSpan | null; nowMs: number },
): RecordedSpan | null {
  if (choice === 'none') return null;
  if (choice === 'marked') return marked;
  const byMs = choice * 60_000;
  return { fromMs: atMs - byMs, toMs: isRecorded ? Math.min(atMs + byMs, nowMs) : atMs };
}
