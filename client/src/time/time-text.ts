/**
 * Times as people read them here: 24 hours, the site's own zone, seconds always.
 *
 * The host's zone is never used: a desk set to another city shows the same time.
 */

export type Language = 'zh-CN' | 'en-US';

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026年11月23日 18:05:03`, in English `2026-11-23 18:05:03`. */
export function dateTimeText(atMs: number, timeZone: string, language: Language): string {
  return `${dateText(atMs, timeZone, language)} ${clockText(atMs, timeZone)}`;
}

export function dateText(atMs: number, timeZone: string, language: Language): string {
  const { year, month, day } = partsOf(atMs, timeZone);
  return language === 'zh-CN' ? `${year}年${month}月${day}日` : `${year}-${month}-${day}`;
}

export function clockText(atMs: number, timeZone: string): string {
  const { hour, minute, second } = partsOf(atMs, timeZone);
  return `${hour}:${minute}:${second}`;
}

/** Only the clock when it is today, else with its day. */
export function shortTimeText(atMs: number, nowMs: number, timeZone: string): string {
  const { month, day } = partsOf(atMs, timeZone);
  const today = partsOf(nowMs, timeZone);
  const isToday = today.month === month && today.day === day && Math.abs(nowMs - atMs) < 2 * 86_400_000;
  return isToday ? clockText(atMs, timeZone) : `${month}-${day} ${clockText(atMs, timeZone)}`;
}

export type Age = { unit: 'seconds' | 'minutes' | 'hours' | 'days'; count: number };

/** How long ago, in the largest unit that is not zero. */
export function ageOf(durationMs: number): Age {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  if (seconds < 60) return { unit: 'seconds', count: seconds };
  if (seconds < 3_600) return { unit: 'minutes', count: Math.floor(seconds / 60) };
  if (seconds < 86_400) return { unit: 'hours', count: Math.floor(seconds / 3_600) };
  return { unit: 'days', count: Math.floor(seconds / 86_400) };
}

function partsOf(atMs: number, timeZone: string): Parts {
  const parts: Parts = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
  for (const { type, value } of formatFor(timeZone).formatToParts(atMs)) {
    if (type in parts) parts[type as keyof Parts] = value;
  }
  return parts;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}
