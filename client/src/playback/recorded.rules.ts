/** What is known of recordings, a little on from when it was asked. Pure. */
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { dayOf } from '../../../config/contract/site-day.ts';

/** A stretch that reached so near to the present goes on. */
const STILL_GROWS_MS = 10_000;
const GROWS_BY_MS = 8_000;

/** The index hears of new pictures every few seconds; what is being recorded is there meanwhile. `askedAtMs` is the server's time. */
export function grown(spans: readonly RecordedSpan[], askedAtMs: number): RecordedSpan[] {
  const last = spans.at(-1);
  if (!last || askedAtMs - last.toMs > STILL_GROWS_MS || last.toMs > askedAtMs) return [...spans];
  return [...spans.slice(0, -1), { fromMs: last.fromMs, toMs: last.toMs + GROWS_BY_MS }];
}

const NEAR_MS = 10 * 60_000;

/** Days that the view shows or the moment is about to come to, in order. */
export function daysOf(view: RecordedSpan, momentMs: number, timeZone: string): string[] {
  const moments = [view.fromMs, (view.fromMs + view.toMs) / 2, view.toMs - 1, momentMs - NEAR_MS, momentMs + NEAR_MS];
  return [...new Set(moments.map((atMs) => dayOf(atMs, timeZone)))].sort();
}
