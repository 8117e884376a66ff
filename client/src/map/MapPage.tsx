/**
 * The street: grids, cameras, alerts and incidents where they are, and what a
 * click on one of them opens. The selection is shared with the wall and the queue.
 */
import { VisuallyHidden } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../config/contract/place.ts';
import { AlertPanel } from '../alerts/AlertPanel.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useMay } from '../session/session.ts';
import { boundsOf, type Point } from './geometry.ts';
import { MapCanvas, type Pointed } from './MapCanvas.tsx';
import { MapLegend } from './MapLegend.tsx';
import classes from './MapPage.module.css';
import { MapSide } from './MapSide.tsx';
import { MapState } from './MapState.tsx';
import { MapTip } from './MapTip.tsx';
import { MapToolbar } from './MapToolbar.tsx';
import type { Target } from './map-hit.rules.ts';
import { gridLayers, type Look, pinLayers } from './map-layers.ts';
import { type Pins, pinsOf } from './map-pins.rules.ts';
import { targetsOf } from './map-targets.ts';
import { useShownLayers } from './use-shown-layers.ts';

/** `choosing`: the next click says where; a position: the form is open. */
type Reporting = null | 'choosing' | Position;

export function MapPage() {
  const { t } = useTranslation();
  const site = useSite();
  const selection = useSelection();
  const canAct = useCanAct();
  const mayReport = useMay('incident.report');
  const canReport = mayReport && canAct;
  const [shown, setShown] = useShownLayers();
  const [reporting, setReporting] = useState<Reporting>(null);
  const { cameras, health, alerts, incidents, grids } = site;
  const pins = useMemo(() => pinsOf({ cameras, health, alerts, incidents }), [cameras, health, alerts, incidents]);
  const bounds = useMemo(() => boundsOf(placesOf(grids.values(), pins)), [grids, pins]);
  const { cameraId, alertId, incidentId, selectCamera, selectAlert, selectIncident } = selection;
  const reportedPlace = typeof reporting === 'object' ? reporting : null;

  const layers = useCallback(
    (look: Look) => {
      const drawn = reportedPlace ? withReport(pins, reportedPlace) : pins;
      const chosen = { cameraId, alertId, incidentId: reportedPlace ? REPORTED : incidentId };
      return [...gridLayers([...grids.values()], shown, look), ...pinLayers(drawn, chosen, shown, look)];
    },
    [grids, pins, shown, cameraId, alertId, incidentId, reportedPlace],
  );
  const which = { camera: shown.cameras, alert: shown.alerts, incident: shown.incidents };
  const choose = (target: Target | null) => {
    if (target?.kind === 'camera') return selectCamera(target.id);
    if (target?.kind === 'incident') return selectIncident(target.id);
    selectAlert(target ? (alerts.get(target.id) ?? null) : null);
  };
  const click = ({ position, target }: Pointed) => {
    if (reporting) return setReporting(position);
    choose(target);
  };
  const focus = useMemo(() => focusOf(pins, { cameraId, incidentId }), [pins, cameraId, incidentId]);

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
      id: 'map.escape',
      group: 'map',
      label: t('map.closeDetails'),
      keys: ['Escape'],
      run: () => (reporting ? setReporting(null) : selectAlert(null)),
    },
  ]);

  return (
    <main className={classes.page} aria-label={t('map.title')}>
      <VisuallyHidden component="h1">{t('map.title')}</VisuallyHidden>
      <div className={classes.map}>
        <MapCanvas
          label={t('map.canvas')}
          layers={layers}
          targets={(project) => targetsOf(pins, which, project)}
          bounds={site.loaded ? bounds : null}
          focus={focus}
          leftPx={SIDE_PX}
          isPlacing={reporting !== null}
          onClick={click}
          {...(canReport && { onContextMenu: ({ position }: Pointed) => setReporting(position) })}
          tip={(target) => <MapTip target={target} pins={pins} />}
          counts={{
            'data-cameras': shown.cameras ? pins.cameras.length : 0,
            'data-alerts': shown.alerts ? pins.alerts.reduce((sum, { alertIds }) => sum + alertIds.length, 0) : 0,
            'data-incidents': shown.incidents ? pins.incidents.length : 0,
            'data-grids': [...grids.values()].filter(({ kind }) => (kind === 'base' ? shown.grids : shown.governance))
              .length,
          }}
        >
          <MapState isLoaded={site.loaded} isEmpty={bounds === null} />
          <MapToolbar
            shown={shown}
            onShown={setShown}
            pins={pins}
            onChoose={choose}
            isChoosingPlace={reporting === 'choosing'}
            mayReport={mayReport}
            canReport={canReport}
            onReport={() => setReporting(reporting ? null : 'choosing')}
          />
          <MapLegend />
          <MapSide reportedPlace={reportedPlace} onReportEnd={() => setReporting(null)} />
        </MapCanvas>
      </div>
      <AlertPanel />
    </main>
  );
}

const REPORTED = 'reported';
/** The panel beside the map and its margin, as in MapPage.module.css. */
const SIDE_PX = 372;

/** The incident that is being reported stands on the map before it exists. */
function withReport(pins: Pins, position: Position): Pins {
  const reported = { incidentId: REPORTED, number: '', title: '', position, place: 0, isAtCamera: false };
  return { ...pins, incidents: [...pins.incidents, reported] };
}

function placesOf(grids: Iterable<{ rings: number[][][] }>, pins: Pins): Point[] {
  const corners = [...grids].flatMap(({ rings }) => rings.flat() as Point[]);
  return [...corners, ...pins.cameras.map(({ position }): Point => [position.longitude, position.latitude])];
}

function focusOf(pins: Pins, chosen: { cameraId: string | null; incidentId: string | null }): Position | null {
  const camera = pins.cameras.find(({ cameraId }) => cameraId === chosen.cameraId);
  const incident = pins.incidents.find(({ incidentId }) => incidentId === chosen.incidentId);
  return (incident ?? camera)?.position ?? null;
}
