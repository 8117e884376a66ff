/** What of the time the timeline shows, and where things are on it. Pure. */

import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { offsetMs } from '../../../config/contract/site-day.ts';

export type View = RecordedSpan;

const SHORTEST_VIEW_MS = 10_000;
const LONGEST_VIEW_MS = 25 * 3_600_000;

/** From 0 to 1 of the view's width; beyond it outside. */
export function shareOf(atMs: number, { fromMs, toMs }: View): number {
  return (atMs - fromMs) / (toMs - fromMs);
}

export function momentAt(share: number, { fromMs, toMs }: View): number {
  return Math.round(fromMs + share * (toMs - fromMs));
}

/** Around a moment that stays where it is. `factor` below 1 shows less, larger. */
export function zoomed(view: View, aroundMs: number, factor: number): View {
  const wanted = (view.toMs - view.fromMs) * factor;
  const length = Math.min(LONGEST_VIEW_MS, Math.max(SHORTEST_VIEW_MS, wanted));
  const fromMs = Math.round(aroundMs - shareOf(aroundMs, view) * length);
  return { fromMs, toMs: fromMs + length };
}

export function moved({ fromMs, toMs }: View, byMs: number): View {
  return { fromMs: Math.round(fromMs + byMs), toMs: Math.round(toMs + byMs) };
}

export function centredOn(atMs: number, { fromMs, toMs }: View): View {
  const half = (toMs - fromMs) / 2;
  return { fromMs: Math.round(atMs - half), toMs: Math.round(atMs + half) };
}

export const ZOOM_IN = 0.8;

/** Where a key takes the moment; undefined for a key that does not. */
export function momentByKey(key: string, atMs: number, { fromMs, toMs }: View): number | undefined {
  const length = toMs - fromMs;
  switch (key) {
    case 'ArrowLeft':
      return atMs - length / 100;
    case 'ArrowRight':
      return atMs + length / 100;
    case 'PageUp':
      return atMs - length / 10;
    case 'PageDown':
      return atMs + length / 10;
    case 'Home':
      return fromMs;
    case 'End':
      return toMs;
    default:
      return undefined;
  }
}

export function zoomByKey(key: string): number | undefined {
  if (key === 'ArrowUp' || key === '+') return ZOOM_IN;
  return key === 'ArrowDown' || key === '-' ? 1 / ZOOM_IN : undefined;
}

const LANDING = 0.1;

/** A page on, when the moment has left the view; the moment then is near the side it came in by. */
export function paged(view: View, atMs: number, direction: 1 | -1): View {
  const share = shareOf(atMs, view);
  if (share >= 0 && share <= 1) return view;
  const length = view.toMs - view.fromMs;
  const fromMs = Math.round(atMs - length * (direction > 0 ? LANDING : 1 - LANDING));
  return { fromMs, toMs: fromMs + length };
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180].map((minutes) => minutes * MINUTE),
];

/** Moments to name on the scale: round times of the zone, at most `most` of them. */
export function ticksOf({ fromMs, toMs }: View, most: number, timeZone: string): number[] {
  const step = STEPS_MS.find((ms) => (toMs - fromMs) / ms <= most) ?? 4 * 3_600_000;
  const offset = offsetMs(fromMs, timeZone);
  const first = Math.ceil((fromMs + offset) / step) * step - offset;
  return Array.from({ length: Math.max(0, Math.floor((toMs - first) / step) + 1) }, (_, index) => first + index * step);
}

/** Whether the scale must tell seconds. */
export function isFine({ fromMs, toMs }: View): boolean {
  return toMs - fromMs < 15 * MINUTE;
}

export const RULER_PX = 24;

/** As high as the cameras leave room for. */
export function rowHeight(count: number): number {
  return Math.max(13, Math.min(38, Math.floor(190 / Math.max(1, count))));
}

/** The row under that height, the nearest where there is none. */
export function rowAt(y: number, count: number): number {
  return Math.max(0, Math.min(count - 1, Math.floor((y - RULER_PX) / rowHeight(count))));
}

/** Which parts of a row are so near each other that they are drawn as one; nothing thinner than a pixel is left out. */
export function bars(spans: readonly RecordedSpan[], view: View, widthPx: number): { x: number; width: number }[] {
  const drawn: { x: number; width: number }[] = [];
  for (const span of spans) {
    if (span.toMs <= view.fromMs || span.fromMs >= view.toMs) continue;
    const from = Math.max(0, shareOf(span.fromMs, view)) * widthPx;
    const to = Math.min(1, shareOf(span.toMs, view)) * widthPx;
    drawn.push({ x: from, width: Math.max(1, to - from) });
  }
  return drawn;
}

/** Stretches of several days as one list: what meets at midnight is one. */
export function joined(spans: readonly RecordedSpan[]): RecordedSpan[] {
  const whole: RecordedSpan[] = [];
  for (const span of spans.toSorted((one, other) => one.fromMs - other.fromMs)) {
    const last = whole.at(-1);
    if (last && span.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, span.toMs);
    else whole.push({ ...span });
  }
  return whole;
}
