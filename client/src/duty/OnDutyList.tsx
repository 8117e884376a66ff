/** Who is on duty, the nearest to a place first: beside the form that sends somebody there. */
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../config/contract/place.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { nearestOnDuty } from './duty.rules.ts';
import { useDuty } from './duty.ts';
import classes from './OnDutyList.module.css';

const SHOWN = 6;

export function OnDutyList({ near }: { near: Position | null }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const people = nearestOnDuty(useDuty(), near);
  return (
    <section className={classes.list} aria-label={t('duty.onDuty')}>
      <h4>{t('duty.onDutyCount', { count: people.length })}</h4>
      {people.length === 0 && <p>{t('duty.nobody')}</p>}
      <ul>
        {people.slice(0, SHOWN).map(({ person, awayM }) => (
          <li key={person.personId} data-state={person.state}>
            <strong>{person.name}</strong>
            <span>{person.unitName}</span>
            <span>{t(`duty.state.${person.state}`)}</span>
            <span>
              {awayM === null
                ? t('duty.noPosition')
                : t('duty.away', { metres: awayM, at: time.clock(person.position?.atMs ?? 0) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
