import { expect, test } from 'vitest';
import { ageOf, dateTimeText, shortTimeText } from '../../../client/src/time/time-text.ts';

const AT = Date.UTC(2026, 10, 23, 10, 5, 3);

test.each([
  ['zh-CN', 'Asia/Shanghai', '2026年11月23日 18:05:03'],
  ['en-US', 'Asia/Shanghai', '2026-11-23 18:05:03'],
  ['zh-CN', 'Asia/Urumqi', '2026年11月23日 16:05:03'],
] as const)('in %s and %s it is %s', (language, timeZone, text) => {
  expect(dateTimeText(AT, timeZone, language)).toBe(text);
});

test('midnight is 00, never 24', () => {
  expect(dateTimeText(Date.UTC(2026, 10, 22, 16), 'Asia/Shanghai', 'zh-CN')).toBe('2026年11月23日 00:00:00');
});

test('today needs no day, another day does, seconds are never dropped', () => {
  expect(shortTimeText(AT, AT + 60_000, 'Asia/Shanghai')).toBe('18:05:03');
  expect(shortTimeText(AT, AT + 86_400_000, 'Asia/Shanghai')).toBe('11-23 18:05:03');
  expect(shortTimeText(AT, AT + 365 * 86_400_000, 'Asia/Shanghai')).toBe('11-23 18:05:03');
});

test.each([
  [-5, { unit: 'seconds', count: 0 }],
  [59_999, { unit: 'seconds', count: 59 }],
  [60_000, { unit: 'minutes', count: 1 }],
  [3_600_000, { unit: 'hours', count: 1 }],
  [3 * 86_400_000, { unit: 'days', count: 3 }],
] as const)('%i ms ago is told in its largest unit', (durationMs, age) => {
  expect(ageOf(durationMs)).toEqual(age);
});
