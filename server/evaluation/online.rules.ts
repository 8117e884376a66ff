/** For how long cameras could be seen: what is missing from a period, by the alerts that they were offline. Pure. */
import type { Fact, Window } from './facts.rules.ts';

/** A state of an alert, as the record has it: since when, and whether the camera was there. */
export type OfflineWord = { alertId: string; cameraId: string; atMs: number; isBack: boolean };
export type CountedCamera = { id: string; gridId: string | null; community: string };

/** `words` in the order of the record. An alert that was closed without the camera being back says no more. */
export function onlineFacts(cameras: readonly CountedCamera[], words: readonly OfflineWord[], window: Window): Fact[] {
  const wholeMs = Math.max(0, window.toMs - window.fromMs);
  const byAlert = Map.groupBy(words, ({ alertId }) => alertId);
  return cameras.map(({ id, gridId, community }) => {
    const spans = [...byAlert.values()].flatMap((told) => (told[0]?.cameraId === id ? offlineSpans(told, window) : []));
    const offlineMs = unionMs(spans);
    return {
      ...{ indicator: 'online', incidentId: id, numerator: wholeMs - offlineMs, denominator: wholeMs },
      ...{ unitId: null, gridId, community, personId: null, post: '', matterId: null, task: null },
    };
  });
}

function offlineSpans(told: readonly OfflineWord[], { fromMs, toMs }: Window): [number, number][] {
  const spans: [number, number][] = [];
  let sinceMs: number | null = null;
  for (const { atMs, isBack } of told) {
    if (!isBack) sinceMs ??= atMs;
    else if (sinceMs !== null) {
      spans.push([sinceMs, atMs]);
      sinceMs = null;
    }
  }
  if (sinceMs !== null) spans.push([sinceMs, toMs]);
  return spans
    .map(([from, to]): [number, number] => [Math.max(from, fromMs), Math.min(to, toMs)])
    .filter(([from, to]) => to > from);
}

function unionMs(spans: readonly [number, number][]): number {
  let [sum, reachedMs] = [0, -Infinity];
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    sum += Math.max(0, to - Math.max(from, reachedMs));
    reachedMs = Math.max(reachedMs, to);
  }
  return sum;
}
