/** Everything about one alert, and what can be done about it. */
import { Button, Kbd } from '@mantine/core';
import { IconArrowsMaximize, IconCircleCheck, IconPlayerTrackPrev } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Alert, FaultKind, isShelved } from '../../../config/contract/alert.ts';
import { failureText } from '../api/failure-text.ts';
import { useIncident } from '../incidents/use-incident.ts';
import { Facts } from '../kit/Facts.tsx';
import { PrintButton } from '../paper/PrintButton.tsx';
import { useSite } from '../realtime/site-store.ts';
import { SeenAction } from '../seen/SeenAction.tsx';
import { useMay } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { VideoTile } from '../video/VideoTile.tsx';
import classes from './AlertDetail.module.css';
import { AlertPicture } from './AlertPicture.tsx';
import { AlertReport } from './AlertReport.tsx';
import { alertPlace } from './alert-place.ts';
import { LevelMark } from './LevelMark.tsx';
import {
  canAcknowledge,
  canClose,
  canCloseRecovered,
  canMakeIncident,
  canShelve,
  useAlertActions,
} from './use-alert-actions.ts';
import type { AlertDesk } from './use-alert-desk.ts';
import { useAlertFacts } from './use-alert-facts.ts';

/** Of what led to it. */
const BEFORE_MS = 10_000;

export function AlertDetail({ alert, desk }: { alert: Alert; desk: AlertDesk }) {
  const { t } = useTranslation();
  const place = useSite((site) => alertPlace(t, alert, site.cameras));
  const facts = useAlertFacts(alert);
  const [isPrinting, setPrinting] = useState(false);
  const { incident } = useIncident(alert.incidentId);

  return (
    <article className={classes.detail} aria-label={t('alerts.detail')}>
      <header className={classes.head}>
        <LevelMark level={alert.level} size={18} />
        <h2>{t(`alerts.kind.${alert.kind}`)}</h2>
        <span className={classes.where}>{place}</span>
        <span className={classes.state}>{t(`alerts.state.${isShelved(alert) ? 'shelved' : alert.state}`)}</span>
        <PrintButton onPrint={() => setPrinting(true)} />
      </header>
      <AlertActions alert={alert} desk={desk} />
      {isShelved(alert) && <Shelved alert={alert} />}
      {FaultKind.safeParse(alert.kind).success && <Fault alert={alert} />}
      {alert.cameraId !== null && <Pictures alert={alert} desk={desk} />}
      <Facts
        facts={[
          ...facts,
          [
            t('alerts.incident'),
            incident && <IncidentLink incidentId={incident.id} text={`${incident.number} ${incident.title}`} />,
          ],
        ]}
      />
      {isPrinting && <AlertReport alert={alert} onDone={() => setPrinting(false)} />}
    </article>
  );
}

function Shelved({ alert: { shelving } }: { alert: Alert }) {
  const { t } = useTranslation();
  const time = useTimeText();
  if (shelving === null) return null;
  return (
    <div className={classes.fault}>
      <p>
        {t('alerts.shelf.by', { name: shelving.by.name, time: time.dateTime(shelving.untilMs) })}
        {shelving.shelfId !== null && ` · ${t('alerts.shelf.withSource')}`}
      </p>
      <p>{shelving.reason}</p>
    </div>
  );
}

/** Of a fault: why, and whether it is over. */
function Fault({ alert: { cause, raisedAtMs, recoveredAtMs } }: { alert: Alert }) {
  const { t } = useTranslation();
  const time = useTimeText();
  return (
    <div className={classes.fault}>
      {cause && <p>{failureText(t, cause)}</p>}
      {recoveredAtMs !== null && (
        <p className={classes.recovered}>
          <IconCircleCheck size={16} aria-hidden />
          {t('alerts.recoveredHint', {
            time: time.clock(recoveredAtMs),
            duration: time.duration(recoveredAtMs - raisedAtMs),
          })}
        </p>
      )}
    </div>
  );
}

/** What it was raised on, where there is such a picture, and what the camera shows now. */
function Pictures({ alert, desk }: { alert: Alert; desk: AlertDesk }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const mayPlay = useMay('recording.view');
  const camera = useSite((site) => site.cameras.get(alert.cameraId ?? ''));
  return (
    <div className={classes.pictures}>
      {alert.hasPicture && (
        <figure>
          <figcaption>{t('alerts.pictureAt', { time: time.dateTime(alert.raisedAtMs) })}</figcaption>
          <AlertPicture alert={alert} size="large" />
          {camera && mayPlay && (
            <Link
              className={classes.recording ?? ''}
              to="/playback"
              search={{ camera: camera.id, at: alert.raisedAtMs - BEFORE_MS }}
            >
              <IconPlayerTrackPrev size={14} aria-hidden />
              {t('playback.atAlert')}
            </Link>
          )}
        </figure>
      )}
      <figure>
        <figcaption>{t('alerts.now')}</figcaption>
        <div className={classes.live}>
          {camera ? (
            <VideoTile
              key={camera.id}
              camera={camera}
              actions={
                <>
                  <SeenAction camera={camera} />
                  <button type="button" onClick={() => desk.open('preview')} aria-label={t('alerts.preview')}>
                    <IconArrowsMaximize size={16} />
                  </button>
                </>
              }
            />
          ) : (
            <p className={classes.gone}>{t('camera.gone')}</p>
          )}
        </div>
      </figure>
    </div>
  );
}

function IncidentLink({ incidentId, text }: { incidentId: string; text: string }) {
  return (
    <Link to="/incidents" search={{ incident: incidentId }} className={classes.link}>
      {text}
    </Link>
  );
}

function AlertActions({ alert, desk }: { alert: Alert; desk: AlertDesk }) {
  const { t } = useTranslation();
  const { mayHandle, canHandle, acknowledge, unshelve } = useAlertActions();
  if (!mayHandle || alert.state === 'closed') return null;
  return (
    <div className={classes.actions}>
      {canAcknowledge(alert) && (
        <Button
          rightSection={<Kbd size="xs">A</Kbd>}
          disabled={!canHandle}
          loading={acknowledge.isPending}
          onClick={() => acknowledge.mutate(alert.id)}
        >
          {t('alerts.acknowledge')}
        </Button>
      )}
      {canCloseRecovered(alert) && (
        <Button variant="default" disabled={!canHandle} onClick={() => desk.closeRecovered(alert)}>
          {t('alerts.closeRecovered')}
        </Button>
      )}
      {canMakeIncident(alert) && (
        <Button
          variant="default"
          rightSection={<Kbd size="xs">I</Kbd>}
          disabled={!canHandle}
          onClick={() => desk.open('incident')}
        >
          {t('alerts.makeIncident')}
        </Button>
      )}
      {canShelve(alert) && (
        <Button
          variant="default"
          rightSection={<Kbd size="xs">D</Kbd>}
          disabled={!canHandle}
          onClick={() => desk.open('shelve')}
        >
          {t('alerts.shelf.act')}
        </Button>
      )}
      {isShelved(alert) && (
        <Button
          variant="default"
          disabled={!canHandle}
          loading={unshelve.isPending}
          onClick={() => unshelve.mutate(alert.id)}
        >
          {t('alerts.shelf.end')}
        </Button>
      )}
      {canClose(alert) && (
        <Button
          variant="default"
          rightSection={<Kbd size="xs">C</Kbd>}
          disabled={!canHandle}
          onClick={() => desk.open('close')}
        >
          {t('alerts.close')}
        </Button>
      )}
    </div>
  );
}
