import { expect, test } from 'vitest';
import { camerasInOrder, cameraTree } from '../../../client/src/wall/camera-tree.ts';
import { byId, camera } from '../site-things.ts';

const cameraGroups = byId({ id: 'north', name: '北片' }, { id: 'south', name: '南片' });
const cameras = byId(
  camera('1', { name: '10 桥头', groupId: 'north' }),
  camera('2', { name: '2 菜市场', groupId: 'north' }),
  camera('3', { name: '1 东门', groupId: 'south' }),
);

test('cameras are in the order people number them, group by group', () => {
  expect(camerasInOrder({ cameras, cameraGroups }).map(({ name }) => name)).toEqual(['2 菜市场', '10 桥头', '1 东门']);
});

test('a search leaves the groups that have something', () => {
  expect(cameraTree({ cameras, cameraGroups }, ' 东门 ')).toMatchObject([
    { group: { name: '南片' }, cameras: [{ id: '3' }] },
  ]);
});
