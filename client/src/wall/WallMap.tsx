/** The map beside the wall: a click on a camera shows it, a drag from its pin puts it on a slot. */
import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { boundsOf, type Point } from '../map/geometry.ts';
import { MapCanvas, type Pointed } from '../map/MapCanvas.tsx';
import { MapState } from '../map/MapState.tsx';
import { MapTip } from '../map/MapTip.tsx';
import type { Target } from '../map/map-hit.rules.ts';
import { gridLayers, type Look, pinLayers, type ShownLayers } from '../map/map-layers.ts';
import { pinsOf } from '../map/map-pins.rules.ts';
import { targetsOf } from '../map/map-targets.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useDragSource } from './use-drag-source.ts';
import classes from './WallSide.module.css';

const SHOWN: ShownLayers = {
  grids: true,
  governance: false,
  cameras: true,
  names: false,
  alerts: true,
  incidents: true,
};
const WHICH = { camera: true, alert: true, incident: true };

export function WallMap({ onPick }: { onPick: (cameraId: string) => void }) {
  const { t } = useTranslation();
  const site = useSite();
  const { cameras, health, alerts, incidents, grids } = site;
  const { cameraId, alertId, incidentId } = useSelection();
  const hovered = useRef<Target | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const pins = useMemo(() => pinsOf({ cameras, health, alerts, incidents }), [cameras, health, alerts, incidents]);
  const bounds = useMemo(
    () =>
      boundsOf([
        ...[...grids.values()].flatMap((grid) => grid.rings.flat() as Point[]),
        ...pins.cameras.map(({ position }): Point => [position.longitude, position.latitude]),
      ]),
    [grids, pins],
  );
  const layers = useCallback(
    (look: Look) => [
      ...gridLayers([...grids.values()], SHOWN, look),
      ...pinLayers(pins, { cameraId, alertId, incidentId }, SHOWN, look),
    ],
    [grids, pins, cameraId, alertId, incidentId],
  );
  const cameraOf = (target: Target | null): string | undefined => {
    if (target?.kind === 'camera') return target.id;
    const seenBy = target?.kind === 'alert' ? alerts.get(target.id) : incidents.get(target?.id ?? '');
    return seenBy?.cameraId ?? undefined;
  };
  useDragSource(frame, () => {
    const dragged = cameraOf(hovered.current);
    return dragged === undefined ? undefined : { kind: 'camera', cameraId: dragged };
  });

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
        onClick={({ target }: Pointed) => {
          const picked = cameraOf(target);
          if (picked !== undefined) onPick(picked);
        }}
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
