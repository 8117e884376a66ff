/**
 * The incidents as the map draws them: gathered for the zoom it is at, and anew when
 * one of them changes.
 *
 * Gathering ten thousand is a task of its own, and while changes rain in it is done a
 * few times a second, so that the page answers in between.
 */
import { useLayoutEffect, useRef, useState } from 'react';
import { useNowMs } from '../time/use-now.ts';
import type { IncidentPin } from './incident-pins.rules.ts';
import { clustered, type IncidentItems, type MapView, NO_ITEMS } from './map-cluster.rules.ts';

/** As often as this it is looked whether a clock is over. */
const CLOCKS_EVERY_MS = 10_000;
const AT_MOST_EVERY_MS = 250;

export function useIncidentItems(
  pins: readonly IncidentPin[],
  view: MapView | null,
  chosenId: string | null,
): IncidentItems {
  const nowMs = useNowMs(CLOCKS_EVERY_MS);
  const [items, setItems] = useState(NO_ITEMS);
  const lastAtMs = useRef(Number.NEGATIVE_INFINITY);
  useLayoutEffect(() => {
    if (!view) return;
    const gather = () => {
      lastAtMs.current = performance.now();
      setItems(clustered(pins, view, { chosenId, nowMs }));
    };
    // The map is drawn for the first time with all of them.
    if (lastAtMs.current === Number.NEGATIVE_INFINITY) return gather();
    const timer = setTimeout(gather, Math.max(0, lastAtMs.current + AT_MOST_EVERY_MS - performance.now()));
    return () => clearTimeout(timer);
  }, [pins, view, chosenId, nowMs]);
  return items;
}
