/** The incidents a map shows: those its filter accepts and the one in hand, anew whenever one of them changes. */
import { useMemo } from 'react';
import type { Incident } from '../../../config/contract/incident.ts';
import { useSite } from '../realtime/site-store.ts';
import { useIncidentsCalmly } from '../realtime/use-incidents-calmly.ts';
import { siteTimeZone } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { incidentPins } from './incident-pins.rules.ts';
import type { IncidentItems, MapView } from './map-cluster.rules.ts';
import { accepting, type MapFilter, sifted } from './map-filter.rules.ts';
import { useIncidentItems } from './use-incident-items.ts';

export type MapIncidents = {
  incidents: readonly Incident[];
  items: IncidentItems;
  hiddenCount: number;
  nowhereCount: number;
};

export function useMapIncidents(filter: MapFilter, view: MapView | null, chosenId: string | null): MapIncidents {
  const incidents = useIncidentsCalmly();
  const cameras = useSite((site) => site.cameras);
  const grids = useSite((site) => site.grids);
  const tickMs = useNowMs(10_000);
  // Only then does the time decide who is accepted.
  const nowMs = filter.isOverdueOnly ? tickMs : 0;
  const accepts = useMemo(() => accepting(filter, { grids, timeZone: siteTimeZone(), nowMs }), [filter, grids, nowMs]);
  const found = useMemo(
    () => sifted(incidents.values(), (incident) => incident.id === chosenId || accepts(incident)),
    [incidents, accepts, chosenId],
  );
  const { pins, nowhereCount } = useMemo(() => incidentPins(found.incidents, cameras), [found, cameras]);
  const items = useIncidentItems(pins, view, chosenId);
  return { incidents: found.incidents, items, hiddenCount: found.hiddenCount, nowhereCount };
}
