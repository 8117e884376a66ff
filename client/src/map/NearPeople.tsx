/** Who is on duty near an incident, and which units: by distance, and by whether somebody is free. */
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../config/contract/place.ts';
import { nearestOnDuty } from '../duty/duty.rules.ts';
import { useDuty } from '../duty/duty.ts';
import { useShownMs } from '../moments/use-shown-ms.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './MapPage.module.css';
import nearClasses from './NearIncident.module.css';
import { nearUnits } from './near-units.rules.ts';
import { isOldPosition } from './person-pins.rules.ts';

const SHOWN = 4;
const AGES_EVERY_MS = 10_000;

export function NearPeople({ position, isOnMap }: { position: Position; isOnMap: boolean }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useShownMs(AGES_EVERY_MS);
  const units = useSite((site) => site.units);
  const onDuty = useDuty();
  const { selectUnit, selectPerson } = useSelection();
  const navigate = useNavigate();
  /** Their card is the map's. */
  const open = (select: (id: string) => void, id: string) => {
    select(id);
    if (!isOnMap) void navigate({ to: '/map' });
  };
  const people = useMemo(
    () =>
      nearestOnDuty(onDuty, position)
        .filter(({ awayM }) => awayM !== null)
        .slice(0, SHOWN),
    [onDuty, position],
  );
  const near = useMemo(
    () => nearUnits(position, units.values(), { onDuty, nowMs, count: SHOWN }),
    [position, units, onDuty, nowMs],
  );
  if (people.length === 0 && near.length === 0) return null;
  return (
    <div className={nearClasses.people}>
      {people.length > 0 && (
        <section className={classes.alerts} aria-label={t('map.nearPeople')}>
          <h4>{t('map.nearPeople')}</h4>
          <ul>
            {people.map(({ person, awayM }) => (
              <li key={person.personId} data-old={person.position !== null && isOldPosition(person.position, nowMs)}>
                <button type="button" onClick={() => open(selectPerson, person.personId)}>
                  <span>{person.name}</span>
                  <span>{t(`duty.state.${person.state}`)}</span>
                  <span>{person.position && t('map.ago', { age: time.duration(nowMs - person.position.atMs) })}</span>
                  <time>{t('map.metres', { metres: awayM ?? 0 })}</time>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {near.length > 0 && (
        <section className={classes.alerts} aria-label={t('map.nearUnits')}>
          <h4>{t('map.nearUnits')}</h4>
          <ul>
            {near.map(({ unit, metres, status, onDutyCount, isByPerson }) => (
              <li key={unit.id}>
                <button type="button" onClick={() => open(selectUnit, unit.id)}>
                  <span>{[unit.name, unit.callSign].filter(Boolean).join(' · ')}</span>
                  <span>{t(`map.unitStatus.${status}`, { count: onDutyCount })}</span>
                  <time>{t(isByPerson ? 'map.metresPerson' : 'map.metres', { metres: Math.round(metres) })}</time>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
