/** Reports an incident from the list: the form, and the map beside it to choose the place on. */
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Position } from '../../../config/contract/place.ts';
import { Loading } from '../kit/ListState.tsx';
import classes from './ReportDialog.module.css';
import { ReportIncidentForm } from './ReportIncidentForm.tsx';

const MapPicker = lazy(() => import('../map/MapPicker.tsx').then((module) => ({ default: module.MapPicker })));

type ReportDialogProps = { onReported: (incident: Incident) => void; onCancel: () => void };

export function ReportDialog({ onReported, onCancel }: ReportDialogProps) {
  const { t } = useTranslation();
  const [position, setPosition] = useState<Position | null>(null);
  return (
    <div className={classes.sides}>
      <ReportIncidentForm
        position={position}
        onClearPosition={() => setPosition(null)}
        onReported={onReported}
        onCancel={onCancel}
      />
      <div className={classes.map}>
        <Suspense fallback={<Loading />}>
          <MapPicker position={position} onChange={(place) => setPosition(place.position)} />
        </Suspense>
        <p>{t('incidents.chooseOnMap')}</p>
      </div>
    </div>
  );
}
