import { afterEach, expect, test } from 'vitest';
import { setWatchedPosition, watchedPosition } from '../../../client/src/field/watched-position.ts';

const GATE = { position: { longitude: 113.3, latitude: 23.1 }, accuracyM: 8 };

afterEach(() => setWatchedPosition(undefined));

test('where the phone was seen last is where it is, for five minutes', () => {
  expect(watchedPosition()).toBeUndefined();
  setWatchedPosition(GATE, 1_000);
  expect(watchedPosition(301_000)).toEqual(GATE);
  expect(watchedPosition(301_001)).toBeUndefined();
});

test('nothing is known once nobody watches', () => {
  setWatchedPosition(GATE);
  setWatchedPosition(undefined);
  expect(watchedPosition()).toBeUndefined();
});
