/** The map as somebody looked at it at a desk: the same ground, layers and filter, on a screen of whatever shape. */
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maySee } from '../../../config/contract/rights.ts';
import type { ScreenMapView } from '../../../config/contract/screen.ts';
import type { Bounds } from '../map/geometry.ts';
import { HeatLegend } from '../map/HeatLegend.tsx';
import { MapCanvas } from '../map/MapCanvas.tsx';
import { MapNotes } from '../map/MapNotes.tsx';
import { MapState } from '../map/MapState.tsx';
import type { MapView } from '../map/map-cluster.rules.ts';
import { filterCount } from '../map/map-filter.rules.ts';
import { alertPins, cameraPins, unitPins } from '../map/map-pins.rules.ts';
import type { TrailMinutes } from '../map/person-pins.rules.ts';
import { useHeat } from '../map/use-heat.ts';
import { useMapIncidents } from '../map/use-map-incidents.ts';
import { useMapLayers } from '../map/use-map-layers.ts';
import { useMapPeople } from '../map/use-map-people.ts';
import { useMapPlaces } from '../map/use-map-places.ts';
import type { OpenMap } from '../map/use-street-map.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { mapLookOf } from './map-view.rules.ts';
import classes from './ScreenPage.module.css';

/** Nothing is in hand here. */
const NOTHING = {
  ...{ cameraId: null, alertId: null, incidentId: null },
  ...{ gridId: null, unitId: null, personId: null },
};
const TRAIL: TrailMinutes = 60;

export function ScreenMap({ view }: { view: ScreenMapView }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const cameras = useSite((site) => site.cameras);
  const health = useSite((site) => site.health);
  const alerts = useSite((site) => site.alerts);
  const grids = useSite((site) => site.grids);
  const units = useSite((site) => site.units);
  const isLoaded = useSite((site) => site.loaded);
  const [map, setMap] = useState<OpenMap | null>(null);
  const [near, setNear] = useState<MapView | null>(null);
  const [sight, setSight] = useState<Bounds | null>(null);
  const { shown, lines, filter, heat } = useMemo(() => mapLookOf(view), [view]);
  const { west, south, east, north } = view.bounds;
  const bounds = useMemo<Bounds>(() => [west, south, east, north], [west, south, east, north]);
  useEffect(() => {
    map?.lookAt(bounds);
    setSight(map?.bounds() ?? null);
  }, [map, bounds]);

  const drawnCameras = useMemo(() => {
    const mayWatch = (cameraGroupId: string) => maySee(person, { action: 'camera.watch', cameraGroupId });
    return cameraPins({ cameras, health, mayWatch });
  }, [cameras, health, person]);
  const drawnAlerts = useMemo(() => alertPins({ cameras, alerts }), [cameras, alerts]);
  const drawnUnits = useMemo(() => unitPins(units.values()), [units]);
  const drawnGrids = useMemo(
    () => [...grids.values()].filter(({ kind, line }) => kind === 'base' || lines === null || lines.includes(line)),
    [grids, lines],
  );
  const found = useMapIncidents(filter, near, null);
  const { places } = useMapPlaces(near, shown);
  const drawnHeat = useHeat(heat, filter);
  const people = useMapPeople(shown.people, TRAIL);
  const drawn = { cameras: drawnCameras, alerts: drawnAlerts, items: found.items, units: drawnUnits };
  const layers = useMapLayers({ ...drawn, grids: drawnGrids, places, view: near }, NOTHING, shown, {
    onGround: drawnHeat.part,
    above: people.part,
  });

  return (
    <MapCanvas
      label={t('map.canvas')}
      layers={layers}
      targets={() => []}
      bounds={bounds}
      onMap={setMap}
      onView={setNear}
      onClick={() => {}}
      counts={{
        'data-cameras': shown.cameras ? drawnCameras.length : 0,
        'data-incidents': shown.incidents ? found.incidents.length - found.nowhereCount : 0,
        'data-units': shown.units ? drawnUnits.length : 0,
        'data-people': people.people.length,
        ...(sight && {
          ...{ 'data-west': sight[0], 'data-south': sight[1] },
          ...{ 'data-east': sight[2], 'data-north': sight[3] },
        }),
      }}
    >
      <MapState isLoaded={isLoaded} isEmpty={false} />
      {filterCount(filter) > 0 && (
        <p className={classes.filtered} role="status">
          {t('map.found', { count: found.incidents.length })} · {t('map.hidden', { count: found.hiddenCount })}
        </p>
      )}
      <MapNotes unplacedThen={people.unplacedThen}>
        {heat && drawnHeat.isOn && <HeatLegend heat={heat} shown={drawnHeat} filter={filter} />}
      </MapNotes>
    </MapCanvas>
  );
}
