/** The map beside the wall: a click on a camera shows it, a drag from its pin puts it on a slot. */
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maySee } from '../../../config/contract/rights.ts';
import { boundsOf, type Point } from '../map/geometry.ts';
import { MapCanvas, type Pointed } from '../map/MapCanvas.tsx';
import { MapState } from '../map/MapState.tsx';
import { MapTip } from '../map/MapTip.tsx';
import { apart, type MapView } from '../map/map-cluster.rules.ts';
import { NO_FILTER, type ShownLayers } from '../map/map-filter.rules.ts';
import type { Target } from '../map/map-hit.rules.ts';
import { alertPins, cameraPins, type UnitPin } from '../map/map-pins.rules.ts';
import { targetsOf } from '../map/map-targets.ts';
import { useMapIncidents } from '../map/use-map-incidents.ts';
import { useMapLayers } from '../map/use-map-layers.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useSession } from '../session/session.ts';
import { useDragSource } from './use-drag-source.ts';
import classes from './WallSide.module.css';

const SHOWN: ShownLayers = {
  grids: true,
  governance: false,
  cameras: true,
  names: false,
  alerts: true,
  incidents: true,
  units: false,
  ...{ buildings: false, addresses: false, organisations: false, components: false },
  people: false,
};
const NO_UNITS: UnitPin[] = [];
const WHICH = { camera: true, alert: true, incident: true, unit: false };

export function WallMap({ onPick }: { onPick: (cameraId: string) => void }) {
  const { t } = useTranslation();
  const site = useSite();
  const { cameras, health, alerts, incidents, grids } = site;
  const selection = useSelection();
  const hovered = useRef<Target | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<MapView | null>(null);
  const { person } = useSession();
  const drawnCameras = useMemo(() => {
    const mayWatch = (cameraGroupId: string) => maySee(person, { action: 'camera.watch', cameraGroupId });
    return cameraPins({ cameras, health, mayWatch });
  }, [cameras, health, person]);
  const drawnAlerts = useMemo(() => alertPins({ cameras, alerts }), [cameras, alerts]);
  const { items } = useMapIncidents(NO_FILTER, view, selection.incidentId);
  const drawnGrids = useMemo(() => [...grids.values()], [grids]);
  const pins = { cameras: drawnCameras, alerts: drawnAlerts, items, units: NO_UNITS };
  const bounds = useMemo(
    () =>
      boundsOf([
        ...drawnGrids.flatMap((grid) => grid.rings.flat() as Point[]),
        ...drawnCameras.map(({ position }): Point => [position.longitude, position.latitude]),
      ]),
    [drawnGrids, drawnCameras],
  );
  const layers = useMapLayers({ ...pins, grids: drawnGrids, view }, selection, SHOWN);
  const cameraOf = (target: Target | null): string | undefined => {
    if (target?.kind === 'camera') return target.id;
    const seenBy = target?.kind === 'alert' ? alerts.get(target.id) : incidents.get(target?.id ?? '');
    return seenBy?.cameraId ?? undefined;
  };
  useDragSource(frame, () => {
    const dragged = cameraOf(hovered.current);
    return dragged === undefined ? undefined : { kind: 'camera', cameraId: dragged };
  });
  const click = ({ target, map }: Pointed) => {
    const cluster = target?.kind === 'cluster' && items.clusters.find(({ clusterId }) => clusterId === target.id);
    const around = cluster ? apart(cluster.pins()) : null;
    if (around) return map.fit(around, 0);
    const picked = cameraOf(target);
    if (picked !== undefined) onPick(picked);
  };

  return (
    <div
      ref={frame}
      className={classes.map}
      // Or the map would think it is being moved, and never hear that the pointer was let go.
      onMouseDownCapture={(event) => cameraOf(hovered.current) !== undefined && event.stopPropagation()}
    >
      <MapCanvas
        label={t('map.canvas')}
        layers={layers}
        targets={(project) => targetsOf(pins, WHICH, project)}
        bounds={site.loaded ? bounds : null}
        onView={setView}
        onClick={click}
        onHover={(target) => {
          hovered.current = target;
        }}
        tip={(target) => <MapTip target={target} pins={pins} />}
      >
        <MapState isLoaded={site.loaded} isEmpty={bounds === null} />
      </MapCanvas>
    </div>
  );
}
