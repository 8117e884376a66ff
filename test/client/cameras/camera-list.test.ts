/** Which cameras are listed, and which are in trouble. */
import { expect, test } from 'vitest';
import {
  type CameraFilter,
  isInTrouble,
  listedCameras,
  recordersOf,
} from '../../../client/src/cameras/camera-list.rules.ts';
import { square } from '../map/map-places.ts';
import { byId, camera, health } from '../site-things.ts';

const ALL: CameraFilter = { search: '', groupId: null, onlyTrouble: false };
const CAMERAS = [
  camera('c10', { name: '10 公园', code: 'BJ-010', sourceUrl: 'rtsp://10.0.0.10/a', groupId: 'north' }),
  camera('c2', { name: '2 菜市场', sourceUrl: 'rtsp://10.0.0.2/b', gridId: 'market' }),
];
const KNOWN = {
  health: new Map([['c2', health('c2', { state: 'offline' })]]),
  grids: byId({ ...square('market', 0, 0, 1), name: '滨江网格' }),
  readsAs: (text: string, letters: string) => text.includes('公园') && letters === 'gy',
};
const listed = (filter: Partial<CameraFilter>) =>
  listedCameras(CAMERAS, { ...ALL, ...filter }, KNOWN).map(({ id }) => id);

test('cameras are listed in the order people number them', () => {
  expect(listed({})).toEqual(['c2', 'c10']);
});

test('a search finds the name, the address and the grid', () => {
  expect([listed({ search: '公园' }), listed({ search: '0.0.2' }), listed({ search: '滨江' })]).toEqual([
    ['c10'],
    ['c2'],
    ['c2'],
  ]);
});

test('a search finds the code, what the name reads as, and only what fits every word', () => {
  expect([listed({ search: 'bj-010' }), listed({ search: 'gy' }), listed({ search: '公园 滨江' })]).toEqual([
    ['c10'],
    ['c10'],
    [],
  ]);
});

test('a group lists its own', () => {
  expect(listed({ groupId: 'north' })).toEqual(['c10']);
});

test('only those in trouble are listed when asked', () => {
  expect(listed({ onlyTrouble: true })).toEqual(['c2']);
});

test.each([
  ['live', false],
  ['idle', false],
  ['connecting', false],
  ['stalled', true],
  ['offline', true],
] as const)('a camera that is %s is in trouble: %s', (state, trouble) => {
  expect(isInTrouble(camera('c'), health('c', { state }))).toBe(trouble);
});

test('a camera somebody switched off is not in trouble', () => {
  expect(isInTrouble(camera('c', { disabled: true }), health('c', { state: 'offline' }))).toBe(false);
});

test('cameras of one device belong to it, and one that is alone on its device to none', () => {
  const of = (id: string, onvifUrl: string) => camera(id, { onvifUrl });
  const cameras = [
    of('one', 'http://10.0.0.9/onvif/device_service'),
    of('two', 'http://10.0.0.9/onvif'),
    of('lone', 'http://10.0.0.9:8000/onvif'),
    of('none', ''),
  ];
  expect([...recordersOf(cameras)]).toEqual([
    ['one', '10.0.0.9'],
    ['two', '10.0.0.9'],
  ]);
});
