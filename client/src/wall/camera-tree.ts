/** Cameras as a tree, in the order people number them: by group, by place, or by a person's own lists. Pure. */
import type { Camera, CameraGroup } from '../../../config/contract/camera.ts';
import type { Grid } from '../../../config/contract/place.ts';
import type { Unit } from '../../../config/contract/unit.ts';

export type TreeView = 'groups' | 'places' | 'mine';
/** `name` null: what belongs nowhere. */
export type CameraBranch = { id: string; name: string | null; cameras: Camera[]; branches: CameraBranch[] };

export type Known = { cameras: ReadonlyMap<string, Camera>; cameraGroups: ReadonlyMap<string, CameraGroup> };
export type CameraList = { id: string; name: string; cameraIds: readonly string[] };

const byName = new Intl.Collator('zh-CN', { numeric: true });

export function treeByGroup({ cameras, cameraGroups }: Known): CameraBranch[] {
  return [...Map.groupBy(cameras.values(), ({ groupId }) => groupId)]
    .map(([groupId, inGroup]) => branch(groupId, cameraGroups.get(groupId)?.name ?? '', inGroup))
    .toSorted(inNameOrder);
}

type Ground = { grids: ReadonlyMap<string, Grid>; units: ReadonlyMap<string, Unit> };

/** Under the street's own organisation community by community, in each its grids; what is in no grid comes last. */
export function treeByPlace(cameras: ReadonlyMap<string, Camera>, { grids, units }: Ground): CameraBranch[] {
  const communities = treeByCommunity(cameras, grids);
  const centre = [...units.values()].find(({ kind, disabled }) => kind === 'centre' && !disabled);
  if (!centre || communities.length === 0) return communities;
  return [{ ...branch(centre.id, centre.name, []), branches: communities }];
}

function treeByCommunity(cameras: ReadonlyMap<string, Camera>, grids: ReadonlyMap<string, Grid>): CameraBranch[] {
  const inGrids = [...Map.groupBy(cameras.values(), ({ gridId }) => grids.get(gridId ?? '') ?? null)];
  const communities = Map.groupBy(
    inGrids.flatMap(([grid, inGrid]) => (grid ? [{ grid, inGrid }] : [])),
    ({ grid }) => grid.community,
  );
  const nowhere = inGrids.find(([grid]) => grid === null)?.[1] ?? [];
  return [
    ...[...communities]
      .map(([community, places]) => ({
        ...branch(`community ${community}`, community, []),
        branches: places.map(({ grid, inGrid }) => branch(grid.id, grid.name, inGrid)).toSorted(inNameOrder),
      }))
      .toSorted(inNameOrder),
    ...(nowhere.length > 0 ? [branch('nowhere', null, nowhere)] : []),
  ];
}

/** Lists keep the order they were made in; of their cameras those that are there. */
export function treeOfLists(cameras: ReadonlyMap<string, Camera>, lists: readonly CameraList[]): CameraBranch[] {
  return lists.map(({ id, name, cameraIds }) => ({
    ...branch(id, name, []),
    cameras: cameraIds.flatMap((cameraId) => cameras.get(cameraId) ?? []),
  }));
}

/** What is left of a tree when only some cameras are looked for. */
export function found(branches: readonly CameraBranch[], isWanted: (camera: Camera) => boolean): CameraBranch[] {
  return branches
    .map((each) => ({
      ...each,
      cameras: each.cameras.filter(isWanted),
      branches: found(each.branches, isWanted),
    }))
    .filter(({ cameras, branches: inner }) => cameras.length + inner.length > 0);
}

export function camerasOf({ cameras, branches }: CameraBranch): Camera[] {
  return [...cameras, ...branches.flatMap(camerasOf)];
}

export function camerasInOrder(known: Known): Camera[] {
  return treeByGroup(known).flatMap(camerasOf);
}

function branch(id: string, name: string | null, cameras: readonly Camera[]): CameraBranch {
  return { id, name, cameras: cameras.toSorted((one, other) => byName.compare(one.name, other.name)), branches: [] };
}

function inNameOrder(one: CameraBranch, other: CameraBranch): number {
  return byName.compare(one.name ?? '', other.name ?? '');
}
