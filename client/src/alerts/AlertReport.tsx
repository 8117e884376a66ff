/** An alert on paper: what was raised, on which picture, and what became of it. */
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../config/contract/alert.ts';
import { failureText } from '../api/failure-text.ts';
import { useIncident } from '../incidents/use-incident.ts';
import { Paper } from '../paper/Paper.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { AlertPicture } from './AlertPicture.tsx';
import { alertPlace } from './alert-place.ts';
import { useAlertFacts } from './use-alert-facts.ts';

export function AlertReport({ alert, onDone }: { alert: Alert; onDone: () => void }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const place = useSite((site) => alertPlace(t, alert, site.cameras));
  const { incident } = useIncident(alert.incidentId);
  const facts = useAlertFacts(alert);
  return (
    <Paper
      title={`${t('paper.alert')}：${t(`alerts.kind.${alert.kind}`)}`}
      facts={[
        [t('incidents.levelLabel'), t(`alerts.level.${alert.level}`)],
        [t('fields.cameraId'), place],
        [t('fields.state'), t(`alerts.state.${alert.state}`)],
        ...facts,
        [t('alerts.incident'), incident && `${incident.number} ${incident.title}`],
      ]}
      onDone={onDone}
    >
      {alert.cause && <p>{failureText(t, alert.cause)}</p>}
      {alert.hasPicture && (
        <figure>
          <AlertPicture alert={alert} size="paper" />
          <figcaption>{t('alerts.pictureAt', { time: time.dateTime(alert.raisedAtMs) })}</figcaption>
        </figure>
      )}
    </Paper>
  );
}
