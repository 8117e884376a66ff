/** Beside the map: the camera, the alert or the incident in hand, or the form to report one. */
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../config/contract/place.ts';
import { IncidentDetail } from '../incidents/IncidentDetail.tsx';
import { ReportIncidentForm } from '../incidents/ReportIncidentForm.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { MapAlert } from './MapAlert.tsx';
import { MapCamera } from './MapCamera.tsx';
import classes from './MapPage.module.css';

type MapSideProps = { reportedPlace: Position | null; onReportEnd: () => void };

export function MapSide({ reportedPlace, onReportEnd }: MapSideProps) {
  const { t } = useTranslation();
  const { cameraId, alertId, incidentId, selectAlert, selectIncident } = useSelection();
  const camera = useSite((site) => site.cameras.get(cameraId ?? ''));
  const alert = useSite((site) => site.alerts.get(alertId ?? ''));
  const incident = useSite((site) => site.incidents.get(incidentId ?? ''));
  const leave = () => selectAlert(null);

  if (reportedPlace) {
    return (
      <Side title={t('map.report')} onClose={onReportEnd}>
        <div className={classes.form}>
          <ReportIncidentForm
            position={reportedPlace}
            onClearPosition={onReportEnd}
            onCancel={onReportEnd}
            onReported={({ id }) => {
              onReportEnd();
              selectIncident(id);
            }}
          />
        </div>
      </Side>
    );
  }
  if (incident) {
    return (
      <Side title={t('map.incident')} onClose={leave}>
        <IncidentDetail key={incident.id} incident={incident} layout="narrow" />
      </Side>
    );
  }
  if (alert) {
    return (
      <Side title={t('map.alert')} onClose={leave}>
        <MapAlert key={alert.id} alert={alert} />
      </Side>
    );
  }
  if (!camera) return null;
  return (
    <Side title={t('map.camera')} onClose={leave}>
      <MapCamera key={camera.id} camera={camera} />
    </Side>
  );
}

function Side({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section className={classes.side} aria-label={title} data-map-side>
      <header>
        <h2>{title}</h2>
        <ActionIcon onClick={onClose} aria-label={t('map.closeDetails')} title={t('map.closeDetails')}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      <div className={classes.sideBody}>{children}</div>
    </section>
  );
}
