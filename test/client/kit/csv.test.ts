/** What leaves the record as a file. */
import { expect, test } from 'vitest';
import { addressOf, exactDuration, viewingOf } from '../../../client/src/journal/journal-entry.rules.ts';
import { csvOf } from '../../../client/src/kit/csv.rules.ts';

test.each([
  ['a plain text', '观看 东门', '观看 东门'],
  ['a number', 17, '17'],
  ['a comma', '甲,乙', '"甲,乙"'],
  ['a quotation mark', '说"停"', '"说""停"""'],
  ['a line break', '一\n二', '"一\n二"'],
  ['what would be a formula', '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['a telephone number', '+86 20', `'+86 20`],
])('%s', (_, value, text) => {
  expect(csvOf([[value]])).toBe(`\uFEFF${text}\r\n`);
});

test.each([
  [0, '0:00:00'],
  [65_999, '0:01:05'],
  [26 * 3_600_000, '26:00:00'],
])('%d ms are written %s', (durationMs, text) => {
  expect(exactDuration(durationMs)).toBe(text);
});

test('a viewing says from where and from when until when; a single picture has no duration', () => {
  const body = { by: 'webrtc', startedAtMs: 1, endedAtMs: 5, address: '10.0.0.1' };
  expect(viewingOf({ kind: 'viewing', body })).toEqual({ startedAtMs: 1, endedAtMs: 5, address: '10.0.0.1' });
  expect(viewingOf({ kind: 'viewing', body: { ...body, by: 'picture' } })).toBeNull();
  expect(addressOf({ body })).toBe('10.0.0.1');
});
