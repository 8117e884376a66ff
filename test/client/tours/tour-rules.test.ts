import { expect, test } from 'vitest';
import {
  connectAfterMs,
  isAnotherPicture,
  leaveAfterMs,
  nextTurn,
  stopAt,
  stopsOf,
} from '../../../client/src/tours/tour.rules.ts';
import {
  atPreset,
  cameraStep,
  groupStep,
  movedStep,
  presetOptions,
} from '../../../client/src/tours/tour-steps.rules.ts';
import { camera } from '../site-things.ts';

const STOPS = [...'abcdefghijkl'].map((cameraId) => ({ cameraId, preset: null, seconds: 10 }));
const ALONE = { place: 0, count: 1 };
const shown = (place: number, count: number, turn: number, stops = STOPS) =>
  stopAt(stops, { place, count }, turn)?.cameraId;

test('a group becomes its cameras, in order; a camera that is gone is left out', () => {
  const cameras = [
    camera('1', { groupId: 'north' }),
    camera('2', { groupId: 'south' }),
    camera('3', { groupId: 'north' }),
  ];
  const stops = stopsOf([cameraStep('2'), groupStep('north'), cameraStep('gone')], cameras);
  expect(stops.map(({ cameraId }) => cameraId)).toEqual(['2', '1', '3']);
});

test('on four slots twelve cameras are all shown in three turns, and each only once', () => {
  const seen = [0, 1, 2].flatMap((turn) => [0, 1, 2, 3].map((place) => shown(place, 4, turn)));
  expect(new Set(seen).size).toBe(12);
  expect(shown(0, 4, 3)).toBe('a');
});

test('at no turn do two slots show the same camera, also where the numbers do not fit', () => {
  const ten = STOPS.slice(0, 10);
  for (let turn = 0; turn < 20; turn += 1) {
    expect(new Set([0, 1, 2, 3].map((place) => shown(place, 4, turn, ten))).size).toBe(4);
  }
});

test('a slot more than there are cameras shows none', () => {
  expect(shown(3, 4, 0, STOPS.slice(0, 3))).toBeUndefined();
});

test('what cannot be shown is passed over', () => {
  const canShow = ({ cameraId }: { cameraId: string }) => !'bc'.includes(cameraId);
  expect(nextTurn(STOPS, ALONE, 0, canShow)).toBe(3);
});

test('backwards from the first comes the last', () => {
  const turn = nextTurn(STOPS, ALONE, 0, () => true, -1);
  expect(stopAt(STOPS, ALONE, turn ?? -1)?.cameraId).toBe('l');
});

test('where nothing else can be shown there is no next one', () => {
  expect(nextTurn(STOPS, ALONE, 0, () => false)).toBeUndefined();
  expect(nextTurn(STOPS.slice(0, 1), ALONE, 0, () => true)).toBeUndefined();
});

test.each([
  [20, 15_000],
  [10, 5_000],
  [4, 2_000],
])('of %i seconds the next is connected after %i ms', (seconds, ms) => {
  expect(connectAfterMs({ cameraId: 'a', preset: null, seconds })).toBe(ms);
});

test.each([
  [10, [1_000, 1_250, 1_500, 1_750]],
  [4, [1_000, 1_000, 1_000, 1_000]],
  [2, [500, 500, 500, 500]],
])(
  'of %i seconds the last one closes after it changed, slot by slot, and before the next is connected',
  (seconds, ms) => {
    const stop = { cameraId: 'a', preset: null, seconds };
    const after = ms.map((_, place) => leaveAfterMs(stop, { place, count: ms.length }));
    expect(after).toEqual(ms);
    expect(Math.max(...after)).toBeLessThan(connectAfterMs(stop));
  },
);

test('a step changes places with its neighbour, and stays at the edge', () => {
  const steps = [cameraStep('a'), cameraStep('b')];
  expect(movedStep(steps, 1, -1).map(({ cameraId }) => cameraId)).toEqual(['b', 'a']);
  expect(movedStep(steps, 0, -1)).toEqual(steps);
});

const GATE = { token: '1', name: '东门' };
const YARD = { token: '2', name: '院内' };
const at = (cameraId: string, preset: typeof GATE | null) => ({ cameraId, preset, seconds: 10 });

test('a stop at a preset keeps it, and a group stops at none', () => {
  const cameras = [camera('1', { groupId: 'north' }), camera('2', { groupId: 'south' })];
  const stops = stopsOf([{ ...cameraStep('2'), preset: GATE }, groupStep('north')], cameras);
  expect(stops.map(({ preset }) => preset)).toEqual([GATE, null]);
});

test.each([
  ['another camera', at('b', null), true],
  ['another preset of the same camera', at('a', YARD), true],
  ['the same preset', at('a', GATE), false],
  ['the same camera as it stands', at('a', null), false],
])('after a camera at a preset: %s', (_, stop, isAnother) => {
  expect(isAnotherPicture(stop, at('a', GATE))).toBe(isAnother);
});

test('a tour of one camera goes on from preset to preset', () => {
  const stops = [at('a', GATE), at('a', YARD)];
  expect(nextTurn(stops, ALONE, 0, (stop) => isAnotherPicture(stop, stops[0]))).toBe(1);
});

test('a preset is chosen by its name of now; one that is gone is still shown as chosen', () => {
  const presets = [{ token: '1', name: '东门岗亭' }];
  expect(presetOptions(GATE, presets, '当前角度').map(({ label }) => label)).toEqual(['当前角度', '东门岗亭']);
  expect(presetOptions(YARD, presets, '当前角度').map(({ label }) => label)).toEqual(['当前角度', '东门岗亭', '院内']);
});

test('what is chosen is kept with its name, and as it stands is no preset', () => {
  const [asItStands, gate] = presetOptions(null, [GATE], '当前角度');
  const step = atPreset(cameraStep('a'), gate ?? { value: '', label: '' });
  expect(step.preset).toEqual(GATE);
  expect(atPreset(step, asItStands ?? { value: '1', label: '' }).preset).toBeNull();
});
