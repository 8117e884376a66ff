import { expect, test } from 'vitest';
import {
  type CameraBranch,
  camerasInOrder,
  camerasOf,
  found,
  treeByGroup,
  treeByPlace,
  treeOfLists,
} from '../../../client/src/wall/camera-tree.ts';
import type { Grid } from '../../../config/contract/place.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { byId, camera } from '../site-things.ts';

const cameraGroups = byId({ id: 'north', name: '北片' }, { id: 'south', name: '南片' });
const cameras = byId(
  camera('1', { name: '10 桥头', groupId: 'north', gridId: 'g2' }),
  camera('2', { name: '2 菜市场', groupId: 'north', gridId: 'g1' }),
  camera('3', { name: '1 东门', groupId: 'south' }),
  camera('4', { name: '4 码头', groupId: 'south', gridId: 'g3' }),
);
const grids = byId(
  grid('g1', '第 1 网格', '东社区'),
  grid('g2', '第 10 网格', '东社区'),
  grid('g3', '第 2 网格', '西社区'),
);

const units = byId(unit('u1', 'member', '派出所'), unit('u2', 'centre', '滨江街道综治中心'));
const ground = { grids, units: byId<Unit>() };

function unit(id: string, kind: Unit['kind'], name: string): Unit {
  return {
    ...{ id, kind, name, phone: '', address: '', position: null, headId: null },
    ...{ community: '', callSign: '', vehicles: [], disabled: false },
  };
}

function grid(id: string, name: string, community: string): Grid {
  return { id, name, code: id, kind: 'base', community, rings: [], line: '', baseGridIds: [], endedAtMs: null };
}

function names(branches: readonly CameraBranch[]): unknown {
  return branches.map(({ name, cameras: own, branches: inner }) => [name, own.map((each) => each.name), names(inner)]);
}

test('cameras are in the order people number them, group by group', () => {
  expect(camerasInOrder({ cameras, cameraGroups }).map(({ name }) => name)).toEqual([
    '2 菜市场',
    '10 桥头',
    '1 东门',
    '4 码头',
  ]);
});

test('by place they are in their grids, and the grids in their communities; those in no grid come last', () => {
  expect(names(treeByPlace(cameras, ground))).toEqual([
    [
      '东社区',
      [],
      [
        ['第 1 网格', ['2 菜市场'], []],
        ['第 10 网格', ['10 桥头'], []],
      ],
    ],
    ['西社区', [], [['第 2 网格', ['4 码头'], []]]],
    [null, ['1 东门'], []],
  ]);
});

test('above the communities stands the organisation whose street it is', () => {
  const [street, ...others] = treeByPlace(cameras, { grids, units });
  expect(others).toEqual([]);
  expect([street?.name, street?.branches.map(({ name }) => name)]).toEqual([
    '滨江街道综治中心',
    ['东社区', '西社区', null],
  ]);
});

test('a list keeps its own order, without the cameras that are gone', () => {
  const [list] = treeOfLists(cameras, [{ id: 'l', name: '夜班', cameraIds: ['4', 'gone', '1'] }]);
  expect(list?.cameras.map(({ name }) => name)).toEqual(['4 码头', '10 桥头']);
});

test('a search leaves the branches that have something, at any depth', () => {
  const left = found(treeByPlace(cameras, ground), ({ name }) => name.includes('桥'));
  expect(names(left)).toEqual([['东社区', [], [['第 10 网格', ['10 桥头'], []]]]]);
  expect(found(treeByGroup({ cameras, cameraGroups }), () => false)).toEqual([]);
});

test('a branch has the cameras of all below it', () => {
  const [east] = treeByPlace(cameras, ground);
  expect(east && camerasOf(east).map(({ id }) => id)).toEqual(['2', '1']);
});
