/** The unit in hand: how it is reached, what it drives, and what it has to do. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { useDuty } from '../duty/duty.ts';
import { Facts } from '../kit/Facts.tsx';
import { useSelection } from '../selection/selection.ts';
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
      <UnitOnDuty unitId={unit.id} />
      <OpenIncidents belongs={belongs} />
    </div>
  );
}

function UnitOnDuty({ unitId }: { unitId: string }) {
  const { t } = useTranslation();
  const people = useDuty().filter((person) => person.unitId === unitId);
  const { selectPerson } = useSelection();
  return (
    <section className={classes.alerts} aria-label={t('duty.onDuty')}>
      <h4>
        {t('duty.onDuty')} {people.length}
      </h4>
      {people.length === 0 && <p>{t('map.nobodyOnDuty')}</p>}
      <ul>
        {people.map(({ personId, name, post, state }) => (
          <li key={personId}>
            <button type="button" onClick={() => selectPerson(personId)}>
              <span>{[name, post].filter(Boolean).join(' · ')}</span>
              <span>{t(`duty.state.${state}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
