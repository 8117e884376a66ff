/** What the heat map's colours mean, over which days and how many incidents it counts, and what it leaves out. */
import { useTranslation } from 'react-i18next';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { siteTimeZone } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { type Heat, heatDays } from './heat-map.rules.ts';
import classes from './MapNotes.module.css';
import type { MapFilter } from './map-filter.rules.ts';
import type { ShownHeat } from './use-heat.ts';

type HeatLegendProps = { heat: Heat; shown: ShownHeat; filter: MapFilter };

export function HeatLegend({ heat, shown, filter }: HeatLegendProps) {
  const { t } = useTranslation();
  const nowMs = useNowMs(60_000);
  const { fromDay, toDay } = heatDays(heat, nowMs, siteTimeZone());
  if (shown.isPast) return <p role="status">{t('map.heatPast')}</p>;
  const notes = [
    t('map.heatLeftOut'),
    shown.nowhereCount > 0 && t('map.heatNowhere', { count: shown.nowhereCount }),
    shown.isCapped && t('map.heatCapped', { count: shown.points.length }),
    filter.text.trim() !== '' && t('map.heatNoText'),
  ];
  return (
    <section className={classes.heat} aria-label={t('map.heat')} data-heat-count={shown.points.length}>
      <strong>
        {fromDay === toDay ? t('map.heatDay', { fromDay }) : t('map.heatDays', { fromDay, toDay })} ·{' '}
        {shown.isReading ? t('map.heatReading') : t('map.heatCount', { count: shown.points.length })}
      </strong>
      <div className={classes.scale}>
        <span>{t('map.heatFew')}</span>
        <i aria-hidden="true" />
        <span>{t('map.heatMany')}</span>
      </div>
      {shown.error !== null && <FailureNotice failure={failureOf(shown.error)} />}
      {!shown.isReading && shown.points.length === 0 && shown.error === null && <em>{t('map.heatNone')}</em>}
      {notes.filter(Boolean).map((note) => (
        <small key={String(note)}>{note}</small>
      ))}
    </section>
  );
}
