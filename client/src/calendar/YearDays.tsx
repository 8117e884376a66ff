/** The days of a year that are not as their weekday has them, those in a row as one line. */
import { useTranslation } from 'react-i18next';
import type { WorkCalendar } from '../../../config/contract/calendar.ts';
import { nextDay } from '../../../config/contract/site-day.ts';
import { runsOf } from './day-kind.rules.ts';
import classes from './WorkCalendar.module.css';

type YearDaysProps = { year: number; calendar: WorkCalendar; onChoose: (day: string) => void };

export function YearDays({ year, calendar, onChoose }: YearDaysProps) {
  const { t } = useTranslation();
  const runs = runsOf(year, calendar, nextDay);
  return (
    <section className={classes.list} aria-label={t('calendar.daysOf', { year })}>
      <h3>{t('calendar.daysOf', { year })}</h3>
      {runs.length === 0 && <p className={classes.hint}>{t('calendar.noDays', { year })}</p>}
      <ul>
        {runs.map(({ from, to, kind, name }) => (
          <li key={from} data-kind={kind}>
            <button type="button" onClick={() => onChoose(from)}>
              <i aria-hidden>{t(`calendar.mark.${kind}`)}</i>
              <span>{from === to ? from.slice(5) : t('calendar.run', { from: from.slice(5), to: to.slice(5) })}</span>
              <b>{name || t(`calendar.kind.${kind}`)}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
