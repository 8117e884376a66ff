import { expect, test } from 'vitest';
import { daysOf, grown } from '../../../client/src/playback/recorded.rules.ts';

test.each([
  { title: 'that is being recorded goes on', toMs: 95_000, expected: 103_000 },
  { title: 'that ended long before stays as it is', toMs: 80_000, expected: 80_000 },
])('a stretch $title', ({ toMs, expected }) => {
  const spans = [
    { fromMs: 0, toMs: 10_000 },
    { fromMs: 20_000, toMs },
  ];
  expect(grown(spans, 100_000)).toEqual([spans[0], { fromMs: 20_000, toMs: expected }]);
});

test('days are those of the view and those the moment comes to', () => {
  const at = (text: string) => Date.parse(text);
  const view = { fromMs: at('2026-11-22T15:00:00Z'), toMs: at('2026-11-22T17:00:00Z') };
  expect(daysOf(view, at('2026-11-24T15:55:00Z'), 'Asia/Shanghai')).toEqual([
    '2026-11-22',
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
  ]);
});

test('a whole day is that day alone, though it ends where the next begins', () => {
  const fromMs = Date.parse('2026-11-22T16:00:00Z');
  const view = { fromMs, toMs: fromMs + 24 * 3_600_000 };
  expect(daysOf(view, fromMs + 3_600_000, 'Asia/Shanghai')).toEqual(['2026-11-23']);
});
