/** Grids and cameras as a person chooses among them: by name, in the order they are numbered. Pure. */
import type { Camera } from '../../../config/contract/camera.ts';
import type { Grid } from '../../../config/contract/place.ts';

type Choice = { value: string; label: string };

const byName = new Intl.Collator('zh-CN', { numeric: true });

/** Base grids first: what happens, happens in one of them. */
export function gridChoices(grids: Iterable<Grid>): Choice[] {
  return [...grids]
    .toSorted((one, other) => one.kind.localeCompare(other.kind) || byName.compare(one.code, other.code))
    .map(({ id, name, community }) => ({ value: id, label: `${name}（${community}）` }));
}

/** Where something happened: governance grids are laid over these. */
export function baseGridChoices(grids: Iterable<Grid>): Choice[] {
  return gridChoices([...grids].filter(({ kind }) => kind === 'base'));
}

export function cameraChoices(cameras: Iterable<Camera>): Choice[] {
  return inNameOrder(cameras).map(({ id, name }) => ({ value: id, label: name }));
}

export function inNameOrder<T extends { name: string }>(things: Iterable<T>): T[] {
  return [...things].toSorted((one, other) => byName.compare(one.name, other.name));
}
