/** One month of the year view: every day a button with its mark, its kind in words for who cannot see it. */
import { useTranslation } from 'react-i18next';
import type { WorkCalendar } from '../../../config/contract/calendar.ts';
import { weeksOf } from '../playback/month.rules.ts';
import { dayKind, WEEKDAYS } from './day-kind.rules.ts';
import classes from './WorkCalendar.module.css';

type MonthSheetProps = {
  month: string;
  calendar: WorkCalendar;
  today: string;
  chosen: string | null;
  onChoose: (day: string) => void;
};

export function MonthSheet({ month, calendar, today, chosen, onChoose }: MonthSheetProps) {
  const { t } = useTranslation();
  return (
    <section className={classes.month} aria-label={t('calendar.month', { month: Number(month.slice(5)) })}>
      <h3>{t('calendar.month', { month: Number(month.slice(5)) })}</h3>
      <div className={classes.sheet}>
        {WEEKDAYS.map((weekday) => (
          <span key={weekday}>{t(`playback.weekday.${weekday}`)}</span>
        ))}
        {weeksOf(month)
          .flat()
          .map((day, place) =>
            day === null ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is nothing but its place
              <span key={`empty ${place}`} />
            ) : (
              <Day
                key={day}
                day={day}
                {...dayKind(day, calendar)}
                isToday={day === today}
                isChosen={day === chosen}
                onChoose={onChoose}
              />
            ),
          )}
      </div>
    </section>
  );
}

type DayProps = ReturnType<typeof dayKind> & {
  day: string;
  isToday: boolean;
  isChosen: boolean;
  onChoose: (day: string) => void;
};

function Day({ day, kind, name, isToday, isChosen, onChoose }: DayProps) {
  const { t } = useTranslation();
  const text = [day, t(`calendar.kind.${kind}`), name].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      data-day={day}
      data-kind={kind}
      data-today={isToday}
      aria-pressed={isChosen}
      aria-label={text}
      title={text}
      onClick={() => onChoose(day)}
    >
      {Number(day.slice(8))}
      {(kind === 'holiday' || kind === 'workday') && <i aria-hidden>{t(`calendar.mark.${kind}`)}</i>}
    </button>
  );
}
