/** The list of grids: what is found, and what is laid over what. */
import { expect, test } from 'vitest';
import {
  communitiesOf,
  EVERY_BASE_GRID,
  type GridFilter,
  gridsOver,
  linesOf,
  listedGrids,
  unstaffedRows,
} from '../../../client/src/grids/grid-list.rules.ts';
import type { GridMember, GridPart } from '../../../config/contract/grid-member.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { square } from '../map/map-places.ts';

const west: Grid = { ...square('west', 0, 0, 1), code: '2', name: '西门', community: '东社区' };
const east: Grid = { ...square('east', 1, 0, 1), code: '1', name: '东门', community: '西社区' };
const over: Grid = { ...square('over', 0, 0, 2), kind: 'governance', line: '消防', baseGridIds: ['west'], code: '9' };
const GRIDS = [west, east, over];

test.each<[Partial<GridFilter>, string[]]>([
  [{}, ['east', 'west']],
  [{ search: ' 西门' }, ['west']],
  [{ search: '西社区' }, ['east']],
  [{ community: '东社区' }, ['west']],
  [{ onlyUnstaffed: true }, ['west']],
  [{ kind: 'governance' }, ['over']],
  [{ kind: 'governance', line: '综治' }, []],
  [{ kind: 'governance', line: '消防', onlyUnstaffed: true }, ['over']],
  [{ line: '综治' }, ['east', 'west']],
])('asked for %o', (filter, ids) => {
  const listed = listedGrids(GRIDS, { ...EVERY_BASE_GRID, ...filter }, new Set(['west']));
  expect(listed.map(({ id }) => id)).toEqual(ids);
});

test('communities and lines are named once, those without a name not at all', () => {
  expect([communitiesOf(GRIDS), linesOf(GRIDS)]).toEqual([['东社区', '滨江社区', '西社区'], ['消防']]);
});

test('what is laid over a base grid is found by it', () => {
  expect(gridsOver(GRIDS, 'west')).toEqual([over]);
  expect(gridsOver(GRIDS, 'east')).toEqual([]);
});

test('a grid without a member is listed with what is laid over it and who is there all the same', () => {
  const member = (name: string, part: GridPart, isActive = true): GridMember => ({
    ...{ gridId: 'west', personId: name, name, part, isActive },
  });
  const members = [member('陈协管', 'assistant'), member('离岗人', 'main', false)];
  expect(unstaffedRows(GRIDS, new Set(['west', 'east']), members)).toEqual([
    ['2', '西门', '东社区', 'over（消防）', '陈协管', '离岗人'],
    ['1', '东门', '西社区', '', '', ''],
  ]);
});
