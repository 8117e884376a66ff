/** Moments as a field for date and time holds them, in the site's zone. */
import { expect, test } from 'vitest';
import { localOf, momentOf } from '../../../client/src/time/local-moment.ts';

test.each([
  ['2026-11-23T18:05:03', 'Asia/Shanghai', Date.UTC(2026, 10, 23, 10, 5, 3)],
  ['2026-11-23T00:00:00', 'UTC', Date.UTC(2026, 10, 23)],
  ['2026-07-01T12:00:00', 'Europe/Berlin', Date.UTC(2026, 6, 1, 10)],
  ['2026-12-01T12:00:00', 'Europe/Berlin', Date.UTC(2026, 11, 1, 11)],
])('%s in %s', (local, timeZone, atMs) => {
  expect(momentOf(local, timeZone)).toBe(atMs);
  expect(localOf(atMs, timeZone)).toBe(local);
});

test('seconds may be left out, and what is no time is none', () => {
  expect(momentOf('2026-11-23T18:05', 'UTC')).toBe(Date.UTC(2026, 10, 23, 18, 5));
  expect(momentOf('', 'UTC')).toBeUndefined();
});
