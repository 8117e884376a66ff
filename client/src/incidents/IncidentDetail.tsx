/** Everything about one incident, and what may be done with it. The same in the list and on the map. */
import { Badge, Button } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import { AlertPicture } from '../alerts/AlertPicture.tsx';
import { CameraLive } from '../cameras/CameraLive.tsx';
import { Facts } from '../kit/Facts.tsx';
import { NearIncident } from '../map/NearIncident.tsx';
import { MediationPart } from '../mediation/MediationPart.tsx';
import { PrintButton } from '../paper/PrintButton.tsx';
import { useSite } from '../realtime/site-store.ts';
import { AlikeWithMerge } from './AlikeWithMerge.tsx';
import { CommandLog } from './CommandLog.tsx';
import { EvidencePart } from './EvidencePart.tsx';
import { FormFacts } from './FormFacts.tsx';
import { IncidentActs } from './IncidentActs.tsx';
import { IncidentChecklist } from './IncidentChecklist.tsx';
import { IncidentClock } from './IncidentClock.tsx';
import classes from './IncidentDetail.module.css';
import { IncidentParts } from './IncidentParts.tsx';
import { IncidentReport } from './IncidentReport.tsx';
import { IncidentStateMark } from './IncidentStateMark.tsx';
import { useIncidentFacts } from './use-incident-facts.ts';

type IncidentDetailProps = { incident: Incident; layout: 'wide' | 'narrow' };

export function IncidentDetail({ incident, layout }: IncidentDetailProps) {
  const { t } = useTranslation();
  const facts = useIncidentFacts(incident);
  const [isPrinting, setPrinting] = useState(false);
  const isPlaced = useSite((site) => incident.position ?? site.cameras.get(incident.cameraId ?? '')?.position);

  return (
    <article className={classes.detail} data-layout={layout} aria-label={incident.title} data-incident={incident.id}>
      <header className={classes.head}>
        <span className={classes.number}>{incident.number}</span>
        <IncidentStateMark state={incident.state} />
        <IncidentClock clock={incident.clock} />
        {incident.confidential && <Badge color="grape">{t('incidents.confidential')}</Badge>}
        {incident.drill && <Badge color="gray">{t('incidents.drill')}</Badge>}
        {layout === 'wide' && (
          <span className={classes.print}>
            <PrintButton onPrint={() => setPrinting(true)} />
          </span>
        )}
        <h2>{incident.title}</h2>
      </header>
      {incident.description ? (
        <p className={classes.description}>{incident.description}</p>
      ) : (
        <p className={classes.quiet}>{t('incidents.noDescription')}</p>
      )}
      <IncidentPictures incident={incident} />
      <Facts facts={facts} />
      <FormFacts incident={incident} />
      <AlikeWithMerge key={`alike ${incident.id}`} incident={incident} />
      {layout === 'wide' && !hasEnded(incident) && isPlaced && (
        <Button
          className={classes.toMap}
          variant="default"
          leftSection={<IconMap2 size={16} />}
          renderRoot={(props) => <Link to="/map" {...props} />}
        >
          {t('incidents.showOnMap')}
        </Button>
      )}
      <IncidentActs key={incident.id} incident={incident} />
      {incident.task === 'dispute' && <MediationPart key={`mediation ${incident.id}`} incident={incident} />}
      <IncidentChecklist key={`plan ${incident.id}`} incident={incident} />
      <EvidencePart key={`evidence ${incident.id}`} incident={incident} />
      <IncidentParts incident={incident} />
      {layout === 'wide' && !hasEnded(incident) && (
        <NearIncident key={`near ${incident.id}`} incident={incident} layout="wide" />
      )}
      {layout === 'wide' && <CommandLog incident={incident} />}
      {isPrinting && <IncidentReport incident={incident} onDone={() => setPrinting(false)} />}
    </article>
  );
}

function IncidentPictures({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const alert = useSite((site) => site.alerts.get(incident.alertId ?? ''));
  const camera = useSite((site) => site.cameras.get(incident.cameraId ?? ''));
  if (!alert && !camera) return null;
  return (
    <div className={classes.pictures}>
      {alert && (
        <figure>
          <figcaption>{t('incidents.alertPicture')}</figcaption>
          <AlertPicture alert={alert} size="large" />
        </figure>
      )}
      {camera && (
        <figure>
          <figcaption>{t('incidents.live')}</figcaption>
          <CameraLive camera={camera} />
        </figure>
      )}
    </div>
  );
}
