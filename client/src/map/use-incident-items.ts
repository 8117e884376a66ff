/** The incidents as the map draws them: gathered for the zoom it is at, and anew when one of them changes. */
import { useMemo } from 'react';
import { useNowMs } from '../time/use-now.ts';
import type { IncidentPin } from './incident-pins.rules.ts';
import { clustered, type IncidentItems, type MapView, NO_ITEMS } from './map-cluster.rules.ts';

/** As often as this it is looked whether a clock is over. */
const CLOCKS_EVERY_MS = 10_000;

export function useIncidentItems(
  pins: readonly IncidentPin[],
  view: MapView | null,
  chosenId: string | null,
): IncidentItems {
  const nowMs = useNowMs(CLOCKS_EVERY_MS);
  return useMemo(() => (view ? clustered(pins, view, { chosenId, nowMs }) : NO_ITEMS), [pins, view, chosenId, nowMs]);
}
