/** Cameras as a tree of groups, in the order people number them; and found by name. Pure. */
import type { Camera, CameraGroup } from '../../../config/contract/camera.ts';

export type CameraBranch = { group: CameraGroup; cameras: Camera[] };

type Known = { cameras: ReadonlyMap<string, Camera>; cameraGroups: ReadonlyMap<string, CameraGroup> };

const byName = new Intl.Collator('zh-CN', { numeric: true });

export function cameraTree({ cameras, cameraGroups }: Known, search = ''): CameraBranch[] {
  const wanted = search.trim().toLowerCase();
  const found = [...cameras.values()].filter(({ name }) => name.toLowerCase().includes(wanted));
  const nameOf = (groupId: string) => cameraGroups.get(groupId)?.name ?? '';
  return [...Map.groupBy(found, ({ groupId }) => groupId)]
    .map(([groupId, inGroup]) => ({
      group: { id: groupId, name: nameOf(groupId) },
      cameras: inGroup.toSorted((one, other) => byName.compare(one.name, other.name)),
    }))
    .sort((one, other) => byName.compare(one.group.name, other.group.name));
}

export function camerasInOrder(known: Known): Camera[] {
  return cameraTree(known).flatMap(({ cameras }) => cameras);
}
