/** The camera in hand: its live picture, how it fares, and what it has raised. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { LevelMark } from '../alerts/LevelMark.tsx';
import { CameraLive } from '../cameras/CameraLive.tsx';
import { Facts } from '../kit/Facts.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useMay, useRefusal } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { cameraState } from '../video/camera-state.ts';
import { GradeMark } from '../video/GradeMark.tsx';
import { healthRows, warningTexts } from '../video/health-text.ts';
import { StateMark } from '../video/StateMark.tsx';
import { useNotPlaying } from '../video/use-not-playing.ts';
import { useOpenOnWall } from '../wall/use-open-on-wall.ts';
import { MapCameraPlace } from './MapCameraPlace.tsx';
import classes from './MapPage.module.css';
import { openAlertsOf } from './map-pins.rules.ts';
import { beginPlacing, endPlacing, usePlaceDraft } from './place-draft.ts';

export function MapCamera({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs();
  const health = useSite((site) => site.health.get(camera.id));
  const grid = useSite((site) => site.grids.get(camera.gridId ?? ''));
  const group = useSite((site) => site.cameraGroups.get(camera.groupId));

  const notPlaying = useNotPlaying(camera);
  const draft = usePlaceDraft();
  const { viewAngleDegrees, viewReachMetres } = camera;
  useEffect(() => endPlacing, []);

  if (draft?.cameraId === camera.id) {
    return (
      <div className={classes.card}>
        <h3>{camera.name}</h3>
        <CameraLive camera={camera} />
        <MapCameraPlace camera={camera} draft={draft} />
      </div>
    );
  }
  return (
    <div className={classes.card}>
      <h3>{camera.name}</h3>
      <CameraLive camera={camera} />
      <Facts
        facts={[
          [
            t('cameras.state'),
            <span key="state" className={classes.inline}>
              <StateMark state={cameraState(camera, health)} />
              {health && !camera.disabled && t('map.since', { age: time.duration(nowMs - health.sinceMs) })}
            </span>,
          ],
          [t('cameras.cause'), notPlaying],
          [
            t('camera.health.grade'),
            health && health.grade !== 'none' && <GradeMark key="grade" grade={health.grade} />,
          ],
          [t('camera.health.warnings'), health && warningTexts(t, health).join('\n')],
          ...(health && !camera.disabled ? healthRows(t, health) : []).map(({ name, value }) => [name, value] as const),
          [t('map.grid'), grid ? `${grid.name} · ${grid.community}` : t('map.noGrid')],
          [t('cameras.group'), group?.name],
          [
            t('map.direction'),
            camera.bearingDegrees !== null && t('map.degrees', { degrees: Math.round(camera.bearingDegrees) }),
          ],
          [
            t('map.view'),
            camera.bearingDegrees !== null && t('map.viewOf', { degrees: viewAngleDegrees, metres: viewReachMetres }),
          ],
        ]}
      />
      <CameraLinks camera={camera} />
      <CameraAlerts cameraId={camera.id} />
    </div>
  );
}

function CameraAlerts({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs();
  const alerts = useSite((site) => site.alerts);
  const { selectAlert } = useSelection();
  const open = openAlertsOf(alerts.values(), cameraId);
  return (
    <section className={classes.alerts} aria-label={t('map.openAlerts')}>
      <h4>{t('map.openAlerts')}</h4>
      {open.length === 0 && <p>{t('map.noOpenAlerts')}</p>}
      <ul>
        {open.map((alert) => (
          <li key={alert.id}>
            <button type="button" onClick={() => selectAlert(alert)}>
              <LevelMark level={alert.level} />
              <span>{t(`alerts.kind.${alert.kind}`)}</span>
              <span>{t(`alerts.state.${alert.state}`)}</span>
              <time>{time.short(alert.raisedAtMs, nowMs)}</time>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function CameraLinks({ camera }: { camera: Camera }) {
  const { id: cameraId } = camera;
  const { t } = useTranslation();
  const mayWatch = useMay('camera.watch');
  const mayPlay = useMay('recording.view');
  const mayConfigure = useRefusal('camera.configure', camera.groupId) === null;
  const canAct = useCanAct();
  const openOnWall = useOpenOnWall();
  return (
    <div className={classes.inline}>
      {mayWatch && (
        <Button size="xs" variant="default" onClick={() => openOnWall([cameraId])}>
          {t('map.toWall')}
        </Button>
      )}
      {mayPlay && (
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => <Link to="/playback" search={{ camera: cameraId }} {...props} />}
        >
          {t('map.toPlayback')}
        </Button>
      )}
      {mayConfigure && (
        <Button size="xs" variant="default" disabled={!canAct} onClick={() => beginPlacing(camera)}>
          {t('map.editPlace')}
        </Button>
      )}
    </div>
  );
}
