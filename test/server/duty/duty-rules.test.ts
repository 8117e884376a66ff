import { expect, test } from 'vitest';
import { sorted, thinned } from '../../../server/duty/duty.rules.ts';

const point = (atMs: number) => ({ atMs, longitude: 113, latitude: 23, accuracyM: null });

test.each([
  ['before the span', 9, 'outside'],
  ['at its beginning', 10, 'kept'],
  ['at its end', 20, 'kept'],
  ['between two spans', 25, 'outside'],
  ['in the one that runs', 31, 'kept'],
  ['kept already', 15, 'known'],
  ['as far ahead as clocks may be', 60_040, 'kept'],
  ['still to come', 60_041, 'outside'],
])('a point %s is %s', (_, atMs, fate) => {
  const spans = [
    { fromMs: 10, toMs: 20 },
    { fromMs: 30, toMs: null },
  ];
  const { fresh, knownCount, outsideDutyCount } = sorted([point(atMs)], { spans, known: new Set([15]), nowMs: 40 });
  expect({ kept: fresh.length, known: knownCount, outside: outsideDutyCount }).toMatchObject({ [fate]: 1 });
});

test.each([
  [0, 3, []],
  [3, 3, [0, 1, 2]],
  [7, 3, [0, 3, 6]],
  [8, 3, [1, 4, 7]],
])('a trail of %i points thinned to %i keeps its last', (count, most, kept) => {
  const points = Array.from({ length: count }, (_, nth) => point(nth));
  expect(thinned(points, most).map(({ atMs }) => atMs)).toEqual(kept);
});
