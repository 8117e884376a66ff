/** How figures read and how they compare, as a table. */
import { expect, test } from 'vitest';
import { changeOf, sorted, textOf } from '../../../client/src/evaluation/figure.rules.ts';
import type { Figure, Indicator } from '../../../config/contract/evaluation.ts';

const MINUTE_MS = 60_000;

test.each<[Indicator, Figure, object]>([
  ['filed', [2, 3], { kind: 'share', percent: '66.7%' }],
  ['filed', [0, 0], { kind: 'none' }],
  ['reported', [0, 0], { kind: 'count', count: '0' }],
  ['acceptTime', [30 * MINUTE_MS, 4], { kind: 'duration', unit: 'minutes', count: '7.5' }],
  ['handleTime', [600 * MINUTE_MS, 2], { kind: 'duration', unit: 'hours', count: '5' }],
  ['handleTime', [6_000 * MINUTE_MS, 2], { kind: 'duration', unit: 'days', count: '2.1' }],
])('%s of %o reads %o', (indicator, figure, text) => {
  expect(textOf(indicator, figure)).toEqual(text);
});

test.each<[Indicator, Figure, Figure, object | null]>([
  ['filedInTime', [9, 10], [8, 10], { text: '+10', isPoints: true, way: 'up', judged: 'good' }],
  ['reworked', [2, 10], [1, 10], { text: '+10', isPoints: true, way: 'up', judged: 'bad' }],
  ['overdue', [5, 0], [10, 0], { text: '-50%', isPoints: false, way: 'down', judged: 'good' }],
  ['reported', [5, 0], [5, 0], { text: '0%', isPoints: false, way: 'same', judged: 'neither' }],
  ['reported', [5, 0], [0, 0], null],
  ['filed', [0, 0], [1, 2], null],
])('%s: %o after %o is %o', (indicator, now, before, change) => {
  expect(changeOf(indicator, { now, before, lastYear: [0, 0] }, 'before')).toEqual(change);
});

test('rows without the figure stand last', () => {
  const row = (name: string, now?: Figure) => ({
    name,
    figures: now ? { filed: { now, before: [0, 0] as Figure, lastYear: [0, 0] as Figure } } : {},
  });
  const rows = [row('a'), row('b', [1, 2]), row('c', [1, 1])];
  expect(sorted(rows, 'filed').map(({ name }) => name)).toEqual(['c', 'b', 'a']);
});
