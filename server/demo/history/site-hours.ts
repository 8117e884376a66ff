/** Hours of the day as the site has them, and when people who are not on shift get to things. Pure. */
import { dayOf, momentOf, nextDay, offsetMs } from '../../../config/contract/site-day.ts';
import type { Chance } from './chance.ts';

const HOUR_MS = 3_600_000;
const UP_AT = 7;
const ASLEEP_AT = 22;

export function hourOf(atMs: number, timeZone: string): number {
  return new Date(atMs + offsetMs(atMs, timeZone)).getUTCHours();
}

/** That moment by day, the next morning by night. */
export function awakeFrom(atMs: number, timeZone: string, chance: Chance): number {
  const hour = hourOf(atMs, timeZone);
  if (hour >= UP_AT && hour < ASLEEP_AT) return atMs;
  const today = dayOf(atMs, timeZone);
  const morning = momentOf(hour < UP_AT ? today : nextDay(today), UP_AT * 60 + 20, timeZone);
  return morning + Math.round(chance.next() * 2 * HOUR_MS);
}
