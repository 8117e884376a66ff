/** Between a moment and what a `datetime-local` field holds, in the site's zone whatever the desk's. Pure. */
import { offsetMs } from '../../../config/contract/site-day.ts';
import { clockText, dateText } from './time-text.ts';

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;

/** `2026-11-23T18:05:03`. */
export function localOf(atMs: number, timeZone: string): string {
  return `${dateText(atMs, timeZone, 'en-US')}T${clockText(atMs, timeZone)}`;
}

/** Undefined for what is no such time. In the hour a clock is put back, the earlier of the two. */
export function momentOf(local: string, timeZone: string): number | undefined {
  const [, ...parts] = LOCAL.exec(local) ?? [];
  if (parts.length === 0) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  const asUtcMs = Date.UTC(year, month - 1, day, hour, minute, second);
  // Where the clock stands at that moment tells how far the zone is off; once more for a day it is changed on.
  const first = asUtcMs - offsetMs(asUtcMs, timeZone);
  return asUtcMs - offsetMs(first, timeZone);
}
