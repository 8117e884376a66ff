/** The unit in hand: how it is reached, what it drives, and what it has to do. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { Facts } from '../kit/Facts.tsx';
import classes from './MapPage.module.css';
import { hasIt } from './map-filter.rules.ts';
import { OpenIncidents } from './OpenIncidents.tsx';

export function MapUnit({ unit }: { unit: Unit }) {
  const { t } = useTranslation();
  const belongs = useCallback((incident: Incident) => hasIt(incident, unit.id), [unit.id]);
  return (
    <div className={classes.card}>
      <h3>{unit.name}</h3>
      <Facts
        facts={[
          [t('units.kind'), t(`units.kinds.${unit.kind}`)],
          [t('units.phone'), unit.phone],
          [t('units.address'), unit.address],
          [t('units.callSign'), unit.callSign],
          [t('units.vehicles'), unit.vehicles.join('、')],
        ]}
      />
      <OpenIncidents belongs={belongs} />
    </div>
  );
}
