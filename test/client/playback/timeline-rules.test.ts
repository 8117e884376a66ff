import { expect, test } from 'vitest';
import {
  bars,
  centredOn,
  isFine,
  joined,
  momentAt,
  momentByKey,
  moved,
  paged,
  rowAt,
  rowHeight,
  shareOf,
  ticksOf,
  zoomByKey,
  zoomed,
} from '../../../client/src/playback/timeline.rules.ts';

const HOUR = 3_600_000;
const DAY = { fromMs: 0, toMs: 24 * HOUR };

test('what is under the pointer stays there while one looks closer', () => {
  const closer = zoomed(DAY, 6 * HOUR, 0.5);
  expect(closer).toEqual({ fromMs: 3 * HOUR, toMs: 15 * HOUR });
  expect(momentAt(shareOf(6 * HOUR, DAY), closer)).toBe(6 * HOUR);
});

test('one looks no closer than ten seconds, and no wider than a day', () => {
  const closest = zoomed(DAY, 6 * HOUR, 1e-9);
  expect(closest.toMs - closest.fromMs).toBe(10_000);
  const widest = zoomed(DAY, 6 * HOUR, 99);
  expect(widest.toMs - widest.fromMs).toBe(25 * HOUR);
});

test('the view moves, and stands around a moment', () => {
  expect(moved({ fromMs: 0, toMs: 100 }, -30)).toEqual({ fromMs: -30, toMs: 70 });
  expect(centredOn(500, { fromMs: 0, toMs: 100 })).toEqual({ fromMs: 450, toMs: 550 });
});

test.each([
  [50, 1, { fromMs: 0, toMs: 100 }],
  [110, 1, { fromMs: 100, toMs: 200 }],
  [-10, -1, { fromMs: -100, toMs: 0 }],
] as const)('with the moment at %d, going %d, the view is %j', (atMs, direction, expected) => {
  expect(paged({ fromMs: 0, toMs: 100 }, atMs, direction)).toEqual(expected);
});

test('the scale names round times of the zone, and not too many', () => {
  const view = { fromMs: Date.parse('2026-11-23T16:07:00Z'), toMs: Date.parse('2026-11-23T17:07:00Z') };
  const ticks = ticksOf(view, 13, 'Asia/Kolkata');
  expect(ticks.length).toBeLessThanOrEqual(13);
  expect(ticks.map((tick) => new Date(tick).toISOString().slice(14, 16))).toEqual(
    expect.arrayContaining(['10', '15', '30', '45']),
  );
});

test.each([
  ['ArrowRight', 510],
  ['ArrowLeft', 490],
  ['PageDown', 600],
  ['PageUp', 400],
  ['Home', 0],
  ['End', 1_000],
  ['a', undefined],
])('the key %s takes the moment from 500 to %s', (key, expected) => {
  expect(momentByKey(key, 500, { fromMs: 0, toMs: 1_000 })).toBe(expected);
});

test('up looks closer, down wider', () => {
  expect([zoomByKey('ArrowUp'), zoomByKey('ArrowDown'), zoomByKey('a')]).toEqual([0.8, 1.25, undefined]);
});

test('ten seconds are told in seconds', () => {
  const view = { fromMs: 500, toMs: 10_500 };
  expect(isFine(view)).toBe(true);
  expect(ticksOf(view, 12, 'UTC')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seconds) => seconds * 1_000));
  expect(isFine(DAY)).toBe(false);
});

test('sixteen rows have room, and every height belongs to one', () => {
  expect(rowHeight(1)).toBe(38);
  expect(rowHeight(16) * 16).toBeLessThanOrEqual(210);
  expect([0, 24, 24 + rowHeight(4), 9_999].map((y) => rowAt(y, 4))).toEqual([0, 0, 1, 3]);
});

test('a stretch too short to see is still drawn, and a gap stays one', () => {
  const spans = [
    { fromMs: 0, toMs: 10 },
    { fromMs: 6 * HOUR, toMs: 30 * HOUR },
  ];
  expect(bars(spans, DAY, 240)).toEqual([
    { x: 0, width: 1 },
    { x: 60, width: 180 },
  ]);
});

test('what meets at midnight is one stretch', () => {
  const spans = [
    { fromMs: 50, toMs: 90 },
    { fromMs: 0, toMs: 24 },
    { fromMs: 24, toMs: 40 },
  ];
  expect(joined(spans)).toEqual([
    { fromMs: 0, toMs: 40 },
    { fromMs: 50, toMs: 90 },
  ]);
});
