/** Which open streams nobody has a right to any more. Pure. */
import type { Camera } from '../../config/contract/camera.ts';
import type { JournalBodies } from '../../config/contract/journal.ts';
import type { StreamKind } from '../../config/contract/node.ts';
import { type CameraAction, type Holder, maySee } from '../../config/contract/rights.ts';

/** By which rights each kind of stream is open. */
const RIGHTS_TO: Record<StreamKind, readonly CameraAction[]> = {
  live: ['camera.watch'],
  playback: ['recording.view'],
  playbackSound: ['recording.view', 'camera.watch'],
  download: ['recording.export'],
};
const KINDS: readonly StreamKind[] = ['live', 'playback', 'playbackSound', 'download'];

type Seen = Pick<Camera, 'id' | 'groupId'>;
export type Lost = { of: StreamKind[]; cameraIds: string[] };

/** What a person may not have open, of these cameras; kinds that lost the same cameras together. */
export function lostBy(person: Holder, cameras: readonly Seen[]): Lost[] {
  const lost: Lost[] = [];
  for (const kind of KINDS) {
    const cameraIds = cameras.filter((camera) => !mayOpen(person, kind, camera)).map(({ id }) => id);
    const same = lost.find((other) => other.cameraIds.join() === cameraIds.join());
    if (same) same.of.push(kind);
    else if (cameraIds.length > 0) lost.push({ of: [kind], cameraIds });
  }
  return lost;
}

export function mayOpen(person: Holder, kind: StreamKind, { groupId }: Pick<Camera, 'groupId'>): boolean {
  return RIGHTS_TO[kind].every((action) => maySee(person, { action, cameraGroupId: groupId }));
}

export function kindOf(by: JournalBodies['viewing']['by']): StreamKind {
  if (by === 'recorderPlayback') return 'playback';
  return by === 'playback' || by === 'playbackSound' || by === 'download' ? by : 'live';
}
