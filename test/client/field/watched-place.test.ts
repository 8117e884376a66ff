import { afterEach, expect, test } from 'vitest';
import { setWatchedPlace, watchedPlace } from '../../../client/src/field/watched-place.ts';

const GATE = { position: { longitude: 113.3, latitude: 23.1 }, accuracyM: 8 };

afterEach(() => setWatchedPlace(undefined));

test('where the phone was seen last is where it is, for five minutes', () => {
  expect(watchedPlace()).toBeUndefined();
  setWatchedPlace(GATE, 1_000);
  expect(watchedPlace(301_000)).toEqual(GATE);
  expect(watchedPlace(301_001)).toBeUndefined();
});

test('nothing is known once nobody watches', () => {
  setWatchedPlace(GATE);
  setWatchedPlace(undefined);
  expect(watchedPlace()).toBeUndefined();
});
