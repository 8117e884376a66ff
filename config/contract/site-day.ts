/** Days and months as the site reckons them, whatever the zone of the machine. Pure. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export type DaySpan = { fromMs: number; toMs: number };

/** From midnight to midnight of that day (`2026-11-23`) in the zone; it may be an hour shorter or longer than others. */
export function daySpan(day: string, timeZone: string): DaySpan {
  return { fromMs: midnight(day, timeZone), toMs: midnight(nextDay(day), timeZone) };
}

/** `2026-11-23`: the day it is at that moment, there. */
export function dayOf(atMs: number, timeZone: string): string {
  return new Date(atMs + offsetMs(atMs, timeZone)).toISOString().slice(0, 10);
}

export function nextDay(day: string, count = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Of `2026-11`, its days in order. */
export function daysOfMonth(month: string): string[] {
  const first = `${month}-01`;
  return Array.from({ length: 31 }, (_, index) => nextDay(first, index)).filter((day) => day.startsWith(month));
}

/** `2026-11` and so many months on. */
export function monthAfter(month: string, count: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** When the clocks there first show so many minutes of that day, or more: some nights they leave an hour out. */
export function momentOf(day: string, minute: number, timeZone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  const [before, after] = [offsetMs(asUtc - DAY_MS, timeZone), offsetMs(asUtc + DAY_MS, timeZone)];
  if (before === after || offsetMs(asUtc - before, timeZone) === before) return asUtc - before;
  if (offsetMs(asUtc - after, timeZone) === after) return asUtc - after;
  let [stillBefore, alreadyAfter] = [asUtc - after, asUtc - before];
  while (alreadyAfter - stillBefore > 1) {
    const middle = Math.floor((stillBefore + alreadyAfter) / 2);
    if (offsetMs(middle, timeZone) === after) alreadyAfter = middle;
    else stillBefore = middle;
  }
  return alreadyAfter;
}

/** How far the zone's clocks are ahead of UTC then. */
export function offsetMs(atMs: number, timeZone: string): number {
  return Date.parse(`${formatFor(timeZone).format(atMs).replace(' ', 'T')}Z`) - Math.floor(atMs / 1_000) * 1_000;
}

function midnight(day: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return asUtc - offsetMs(guess, timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Its making is a hundred times the cost of its use. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return format;
}
