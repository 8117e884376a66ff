/** Where things are on the timeline, and what is played next. Pure. */
import type { RecordedSpan } from '../../../config/contract/recording.ts';

export type View = RecordedSpan;

const DAY_MS = 24 * 3_600_000;
const SHORTEST_VIEW_MS = 5 * 60_000;
/** Asked for at once; a longer one would only take longer to begin. */
export const WINDOW_MS = 2 * 3_600_000;

/** Midnight of that day (`2026-11-23`) in the zone; the day may be an hour shorter or longer than others. */
export function dayView(day: string, timeZone: string): View {
  const fromMs = midnight(day, timeZone);
  const after = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return { fromMs, toMs: midnight(after, timeZone) };
}

/** `2026-11-23`: the day it is at that moment, there. */
export function dayOf(atMs: number, timeZone: string): string {
  return new Date(atMs + offsetMs(atMs, timeZone)).toISOString().slice(0, 10);
}

function midnight(day: string, timeZone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`);
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return asUtc - offsetMs(guess, timeZone);
}

/** How far the zone's clocks are ahead of UTC then. */
function offsetMs(atMs: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(atMs);
  return Date.parse(`${text.replace(' ', 'T')}Z`) - Math.floor(atMs / 1_000) * 1_000;
}

/** From 0 to 1 of the view's width; beyond it outside. */
export function shareOf(atMs: number, { fromMs, toMs }: View): number {
  return (atMs - fromMs) / (toMs - fromMs);
}

export function momentAt(share: number, { fromMs, toMs }: View): number {
  return Math.round(fromMs + share * (toMs - fromMs));
}

/** Around a moment that stays where it is, inside the day. `factor` below 1 shows less, larger. */
export function zoomed(view: View, aroundMs: number, factor: number, day: View): View {
  const wanted = (view.toMs - view.fromMs) * factor;
  const length = Math.min(day.toMs - day.fromMs, Math.max(SHORTEST_VIEW_MS, wanted));
  const fromMs = Math.round(aroundMs - shareOf(aroundMs, view) * length);
  return inside({ fromMs, toMs: fromMs + length }, day);
}

export function moved(view: View, byMs: number, day: View): View {
  return inside({ fromMs: view.fromMs + byMs, toMs: view.toMs + byMs }, day);
}

function inside({ fromMs, toMs }: View, day: View): View {
  const length = toMs - fromMs;
  const begin = Math.min(Math.max(fromMs, day.fromMs), day.toMs - length);
  return { fromMs: begin, toMs: begin + length };
}

/** The moment itself where it was recorded, else where recording goes on after it; undefined when it does not. */
export function playableFrom(atMs: number, spans: readonly RecordedSpan[]): number | undefined {
  const span = spans.find(({ toMs }) => toMs > atMs);
  return span && Math.max(span.fromMs, atMs);
}

const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 180].map((minutes) => minutes * 60_000);

/** Moments to name on the scale: round times of the zone, at most `most` of them. */
export function ticksOf({ fromMs, toMs }: View, most: number, timeZone: string): number[] {
  const step = STEPS_MS.find((ms) => (toMs - fromMs) / ms <= most) ?? 4 * 3_600_000;
  const offset = offsetMs(fromMs, timeZone);
  const first = Math.ceil((fromMs + offset) / step) * step - offset;
  return Array.from({ length: Math.max(0, Math.floor((toMs - first) / step) + 1) }, (_, index) => first + index * step);
}

/** Media time (s) of a moment, by fragments that say when they are from; undefined when none is loaded for it. */
export type TimedFragment = { startS: number; durationS: number; atMs: number };

export function mediaTimeOf(atMs: number, fragments: readonly TimedFragment[]): number | undefined {
  const found = fragments.findLast((fragment) => fragment.atMs <= atMs) ?? fragments[0];
  if (!found) return undefined;
  return found.startS + Math.min(found.durationS, Math.max(0, (atMs - found.atMs) / 1_000));
}

export function momentOf(mediaTimeS: number, fragments: readonly TimedFragment[]): number | undefined {
  const found = fragments.findLast(({ startS }) => startS <= mediaTimeS + 0.001) ?? fragments[0];
  return found && Math.round(found.atMs + (mediaTimeS - found.startS) * 1_000);
}
