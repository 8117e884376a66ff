/** The camera in hand: its live picture, how it fares, and what it has raised. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { LevelMark } from '../alerts/LevelMark.tsx';
import { failureText } from '../api/failure-text.ts';
import { CameraLive } from '../cameras/CameraLive.tsx';
import { Facts } from '../kit/Facts.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useMay } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { cameraState } from '../video/camera-state.ts';
import { GradeMark } from '../video/GradeMark.tsx';
import { healthRows, warningTexts } from '../video/health-text.ts';
import { StateMark } from '../video/StateMark.tsx';
import { useOpenOnWall } from '../wall/use-open-on-wall.ts';
import classes from './MapPage.module.css';
import { openAlertsOf } from './map-pins.rules.ts';

export function MapCamera({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs();
  const health = useSite((site) => site.health.get(camera.id));
  const grid = useSite((site) => site.grids.get(camera.gridId ?? ''));
  const group = useSite((site) => site.cameraGroups.get(camera.groupId));

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
          [t('cameras.cause'), health?.cause && failureText(t, health.cause)],
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
        ]}
      />
      <CameraLinks cameraId={camera.id} />
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

function CameraLinks({ cameraId }: { cameraId: string }) {
  const { t } = useTranslation();
  const mayWatch = useMay('camera.watch');
  const mayPlay = useMay('recording.view');
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
    </div>
  );
}
