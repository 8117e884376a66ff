/** The alert in hand on the map: what it was raised on, what its camera sees now, and acknowledging it. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../config/contract/alert.ts';
import { AlertPicture } from '../alerts/AlertPicture.tsx';
import { alertPlace } from '../alerts/alert-place.ts';
import { LevelMark } from '../alerts/LevelMark.tsx';
import { canAcknowledge, useAlertActions } from '../alerts/use-alert-actions.ts';
import { failureText } from '../api/failure-text.ts';
import { CameraLive } from '../cameras/CameraLive.tsx';
import { Facts } from '../kit/Facts.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './MapPage.module.css';

export function MapAlert({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const { mayHandle, canHandle, acknowledge } = useAlertActions();
  const camera = useSite((site) => site.cameras.get(alert.cameraId ?? ''));
  const place = useSite((site) => alertPlace(t, alert, site.cameras));
  const grid = useSite((site) => site.grids.get(camera?.gridId ?? ''));

  return (
    <div className={classes.card}>
      <h3>
        <LevelMark level={alert.level} /> {t(`alerts.kind.${alert.kind}`)} · {place}
      </h3>
      {mayHandle && canAcknowledge(alert) && (
        <Button disabled={!canHandle} loading={acknowledge.isPending} onClick={() => acknowledge.mutate(alert.id)}>
          {t('alerts.acknowledge')}
        </Button>
      )}
      {alert.hasPicture && <AlertPicture alert={alert} size="large" />}
      {alert.cause && <p className={classes.cause}>{failureText(t, alert.cause)}</p>}
      {camera && <CameraLive camera={camera} />}
      <Facts
        facts={[
          [t('map.alertState'), t(`alerts.state.${alert.state}`)],
          [t('map.raisedAt'), time.dateTime(alert.raisedAtMs)],
          [t('map.lastSeenAt'), time.dateTime(alert.lastSeenAtMs)],
          [t('alerts.recoveredAt'), alert.recoveredAtMs && time.dateTime(alert.recoveredAtMs)],
          [t('map.repeats'), `×${alert.repeatCount}`],
          [t('map.grid'), grid ? `${grid.name} · ${grid.community}` : t('map.noGrid')],
          [t('map.handler'), alert.handler?.name],
        ]}
      />
    </div>
  );
}
