/**
 * The street: grids, cameras, alerts and incidents where they are, and what a
 * click on one of them opens. The selection is shared with the wall and the queue.
 */
import { VisuallyHidden } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_IN_VIEW } from '../../../config/contract/ground.ts';
import type { Position } from '../../../config/contract/place.ts';
import { maySee } from '../../../config/contract/rights.ts';
import { AlertPanel } from '../alerts/AlertPanel.tsx';
import { placeOf as placeOfTyped } from '../cameras/camera-place.rules.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { mapViewOf } from '../screens/map-view.rules.ts';
import { SendToScreen } from '../screens/SendToScreen.tsx';
import { useSelection } from '../selection/selection.ts';
import { useMay, useSession } from '../session/session.ts';
import { boundsOf, gridAt, type Point } from './geometry.ts';
import { HeatLegend } from './HeatLegend.tsx';
import { placeOf } from './incident-pins.rules.ts';
import { MapCanvas, type Pointed } from './MapCanvas.tsx';
import hereClasses from './MapHere.module.css';
import { MapLegend } from './MapLegend.tsx';
import { MapNotes } from './MapNotes.tsx';
import classes from './MapPage.module.css';
import { MapSide } from './MapSide.tsx';
import { MapState } from './MapState.tsx';
import { MapTip } from './MapTip.tsx';
import { MapToolbar } from './MapToolbar.tsx';
import { apart, type MapView } from './map-cluster.rules.ts';
import { filterCount, NO_FILTER } from './map-filter.rules.ts';
import type { FoundKind } from './map-find.rules.ts';
import { placeLayer } from './map-layers.ts';
import { alertPins, cameraPins, unitPins } from './map-pins.rules.ts';
import { placeAt } from './map-places.rules.ts';
import { targetsOf } from './map-targets.ts';
import { endPlacing, movePlace, usePlaceDraft } from './place-draft.ts';
import { placeDraftLayers } from './place-draft-layers.ts';
import { hereLayer } from './place-layers.ts';
import { useHeat } from './use-heat.ts';
import { useMapIncidents } from './use-map-incidents.ts';
import { useMapLayers } from './use-map-layers.ts';
import { useMapPeople } from './use-map-people.ts';
import { useMapPlaces } from './use-map-places.ts';
import { useMapSearch } from './use-map-search.ts';
import type { OpenMap } from './use-street-map.ts';
import { ViewHandles } from './ViewHandles.tsx';

/** `choosing`: the next click says where; a position: the form is open. */
type Reporting = null | 'choosing' | Position;

export function MapPage() {
  const { t } = useTranslation();
  const cameras = useSite((site) => site.cameras);
  const health = useSite((site) => site.health);
  const alerts = useSite((site) => site.alerts);
  const grids = useSite((site) => site.grids);
  const units = useSite((site) => site.units);
  const loaded = useSite((site) => site.loaded);
  const selection = useSelection();
  const canAct = useCanAct();
  const mayReport = useMay('incident.report');
  const maySeeIncidents = useMay('incident.view');
  const canReport = mayReport && canAct;
  const search = useMapSearch();
  const { shown, lines, filter, setFilter, at, setAt } = search;
  const [reporting, setReporting] = useState<Reporting>(null);
  const [view, setView] = useState<MapView | null>(null);
  const [openMap, setOpenMap] = useState<OpenMap | null>(null);
  /** Incidents of a cluster that does not come apart. */
  const [spot, setSpot] = useState<readonly string[] | null>(null);
  const heat = useHeat(search.heat, filter);
  const people = useMapPeople(shown.people, search.trailMinutes);
  const {
    cameraId,
    incidentId,
    unitId,
    gridId,
    personId,
    selectCamera,
    selectAlert,
    selectIncident,
    selectGrid,
    selectUnit,
    selectPerson,
  } = selection;
  const reportedPlace = typeof reporting === 'object' ? reporting : null;

  const { person } = useSession();
  const drawnCameras = useMemo(() => {
    const mayWatch = (cameraGroupId: string) => maySee(person, { action: 'camera.watch', cameraGroupId });
    return cameraPins({ cameras, health, mayWatch });
  }, [cameras, health, person]);
  const draft = usePlaceDraft();
  const placing = useMemo(() => draft && placeOfTyped(draft.typed), [draft]);
  const placedId = draft?.cameraId ?? null;
  const placedMark = drawnCameras.find((pin) => pin.cameraId === placedId)?.mark ?? 'idle';
  // The one that is being placed is drawn where it would be.
  const stillCameras = useMemo(
    () => (placedId === null ? drawnCameras : drawnCameras.filter((pin) => pin.cameraId !== placedId)),
    [drawnCameras, placedId],
  );
  const drawnAlerts = useMemo(() => alertPins({ cameras, alerts }), [cameras, alerts]);
  const drawnUnits = useMemo(() => unitPins(units.values()), [units]);
  const drawnGrids = useMemo(
    () => [...grids.values()].filter(({ kind, line }) => kind === 'base' || lines === null || lines.includes(line)),
    [grids, lines],
  );
  const found = useMapIncidents(filter, view, incidentId);
  const ground = useMapPlaces(view, shown);
  const pins = {
    cameras: drawnCameras,
    alerts: drawnAlerts,
    items: found.items,
    units: drawnUnits,
    people: people.people,
  };
  const bounds = useMemo(
    () =>
      boundsOf([
        ...[...grids.values()].flatMap(({ rings }) => rings.flat() as Point[]),
        ...drawnCameras.map(({ position }): Point => [position.longitude, position.latitude]),
      ]),
    [grids, drawnCameras],
  );
  const mapLayers = useMapLayers(
    { ...pins, cameras: stillCameras, grids: drawnGrids, places: ground.places, view },
    selection,
    shown,
    {
      onGround: heat.part,
      above: people.part,
    },
  );
  const layers = useMemo<typeof mapLayers>(
    () => (look) => [
      ...mapLayers(look),
      ...(at && !reportedPlace ? [hereLayer(at, look)] : []),
      ...(reportedPlace ? [placeLayer(reportedPlace, look)] : []),
      ...(placing ? placeDraftLayers(placing, placedMark, look) : []),
    ],
    [mapLayers, reportedPlace, at, placing, placedMark],
  );
  const chosenIncident = useSite(({ incidents }) => incidents.get(incidentId ?? ''));
  const focus = useFixed(
    chosenIncident
      ? placeOf(chosenIncident, cameras)
      : ((cameras.get(cameraId ?? '') ?? units.get(unitId ?? '') ?? people.chosen)?.position ?? at),
  );

  const click = ({ position, target, map }: Pointed) => {
    if (placing) return placing.position ? undefined : movePlace({ ...placing, position });
    if (reporting) return setReporting(position);
    if (at) setAt(null);
    if (target?.kind === 'camera') return selectCamera(target.id);
    if (target?.kind === 'incident') return selectIncident(target.id);
    if (target?.kind === 'alert') return selectAlert(alerts.get(target.id) ?? null);
    if (target?.kind === 'unit') return selectUnit(target.id);
    if (target?.kind === 'person') return selectPerson(target.id);
    const cluster = found.items.clusters.find(({ clusterId }) => clusterId === target?.id);
    if (!cluster) {
      const place = placeAt(ground.places, { position, ...map.project(position) }, map.project);
      return place ? askHere(place.position) : pickGround(position);
    }
    const inside = cluster.pins();
    const around = apart(inside);
    if (around) return map.fit(around, SIDE_PX);
    selectAlert(null);
    setSpot(inside.map((pin) => pin.incidentId));
  };
  /** What is in hand is put down first; then the ground is a grid. */
  const pickGround = (position: Position) => {
    const isHolding =
      spot !== null || at !== null || [cameraId, selection.alertId, incidentId, unitId, gridId, personId].some(Boolean);
    const grid = isHolding || !shown.grids ? null : gridAt(position, grids.values());
    if (grid) selectGrid(grid.id);
    else leave();
  };
  const askHere = (position: Position) => {
    putDown();
    setReporting(null);
    setAt(position);
  };
  const leave = () => {
    putDown();
    if (at) setAt(null);
  };
  const putDown = () => {
    selectAlert(null);
    setSpot(null);
  };
  const choose = ({ kind, id }: { kind: FoundKind; id: string }) => {
    if (kind === 'camera') selectCamera(id);
    if (kind === 'incident') selectIncident(id);
    if (kind === 'grid') selectGrid(id);
    if (kind === 'unit') selectUnit(id);
    if (kind === 'person') selectPerson(id);
  };

  useCommands([
    {
      id: 'map.report',
      group: 'map',
      label: t('map.report'),
      keys: ['Shift+N'],
      enabled: () => canReport,
      run: () => setReporting('choosing'),
    },
    {
      id: 'map.clearFilters',
      group: 'map',
      label: t('map.clearFilters'),
      keys: ['Shift+X'],
      enabled: () => filterCount(filter) > 0,
      run: () => setFilter(NO_FILTER),
    },
    {
      id: 'map.escape',
      group: 'map',
      label: t('map.closeDetails'),
      keys: ['Escape'],
      run: () => {
        if (placing) endPlacing();
        else if (reporting) setReporting(null);
        else leave();
      },
    },
  ]);

  // The map is opened when all there is to draw is there: to draw it a second time takes as long as the first.
  const map = loaded && (
    <MapCanvas
      label={t('map.canvas')}
      layers={layers}
      targets={(project) =>
        targetsOf(
          pins,
          {
            ...{ camera: shown.cameras, alert: shown.alerts, incident: shown.incidents },
            ...{ unit: shown.units, person: shown.people },
          },
          project,
        )
      }
      bounds={bounds}
      focus={focus}
      leftPx={SIDE_PX}
      isPlacing={reporting !== null || placing?.position === null}
      onView={setView}
      onMap={setOpenMap}
      onClick={click}
      onContextMenu={({ position }) => !placing && askHere(position)}
      overlay={(map) => placing && <ViewHandles map={map} place={placing} leftPx={SIDE_PX} onChange={movePlace} />}
      tip={(target) => <MapTip target={target} pins={pins} />}
      counts={{
        'data-cameras': shown.cameras ? drawnCameras.length : 0,
        'data-alerts': shown.alerts ? drawnAlerts.reduce((sum, { alertIds }) => sum + alertIds.length, 0) : 0,
        'data-incidents': shown.incidents ? found.incidents.length - found.nowhereCount : 0,
        'data-clusters': shown.incidents ? found.items.clusters.length : 0,
        'data-places': ground.places.length,
        'data-people': people.people.length,
        'data-trail': people.trail.length,
        'data-units': shown.units ? drawnUnits.length : 0,
        'data-grids': drawnGrids.filter(({ kind }) => (kind === 'base' ? shown.grids : shown.governance)).length,
      }}
    >
      <MapState isLoaded isEmpty={bounds === null} />
      <MapToolbar
        search={search}
        onChoose={choose}
        onPlace={askHere}
        maySeeIncidents={maySeeIncidents}
        found={{ count: found.incidents.length, hiddenCount: found.hiddenCount }}
        isChoosingPlace={reporting === 'choosing'}
        mayReport={mayReport}
        canReport={canReport}
        onReport={() => setReporting(reporting ? null : 'choosing')}
      >
        <SendToScreen
          group="map"
          id="send"
          label={t('screens.sendMapView')}
          content={() => openMap && { kind: 'map', view: mapViewOf(openMap.bounds(), search) }}
        />
      </MapToolbar>
      {ground.isCut && (
        <p className={hereClasses.cut} role="status">
          {t('places.cut', { count: MOST_IN_VIEW })}
        </p>
      )}
      <MapLegend />
      <MapNotes unplacedThen={people.unplacedThen}>
        {search.heat && heat.isOn && <HeatLegend heat={search.heat} shown={heat} filter={filter} />}
      </MapNotes>
      <MapSide
        reportedPlace={reportedPlace}
        onReportEnd={() => setReporting(null)}
        found={found}
        isFiltered={filterCount(filter) > 0}
        isListed={search.isListed && maySeeIncidents}
        onUnlist={() => search.setListed(false)}
        hereAt={at}
        canReport={canReport}
        onReportHere={() => setReporting(at)}
        onLeaveHere={() => setAt(null)}
        spot={spot}
        onLeaveSpot={() => setSpot(null)}
        person={people.chosen}
        trailMinutes={search.trailMinutes}
        onTrailMinutes={search.setTrailMinutes}
      />
    </MapCanvas>
  );
  return (
    <main className={classes.page} aria-label={t('map.title')}>
      <VisuallyHidden component="h1">{t('map.title')}</VisuallyHidden>
      <div className={classes.map}>{map || <MapState isLoaded={false} isEmpty />}</div>
      <AlertPanel />
    </main>
  );
}

/** The panel beside the map and its margin, as in MapPage.module.css. */
const SIDE_PX = 372;

/** The same place is the same object, so that a change of its incident moves no map. */
function useFixed(position: Position | null): Position | null {
  const { longitude, latitude } = position ?? {};
  return useMemo(
    () => (longitude === undefined || latitude === undefined ? null : { longitude, latitude }),
    [longitude, latitude],
  );
}
