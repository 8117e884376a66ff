/** The small drawings of the overview: a share, a list of bars, and the hours of the day. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Today } from '../../../config/contract/today.ts';
import classes from './TodayBoard.module.css';

export function Gauge({ name, share, note }: { name: string; share: number | null; note: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.gauge} style={sized(share ?? 0)}>
      <span>{name}</span>
      <strong>{share === null ? t('evaluation.noValue') : `${Math.round(share * 1_000) / 10}%`}</strong>
      <i aria-hidden />
      <small>{note}</small>
    </div>
  );
}

type Bar = { key: string; name: string; value: number; text: string };

export function Bars({ bars, none }: { bars: readonly Bar[]; none: string }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  if (bars.length === 0) return <p className={classes.none}>{none}</p>;
  return (
    <ul className={classes.bars}>
      {bars.map(({ key, name, value, text }) => (
        <li key={key} style={sized(value / most)}>
          <span>{name}</span>
          <i aria-hidden />
          <b>{text}</b>
        </li>
      ))}
    </ul>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function HourBars({ hours }: { hours: Today['hours'] }) {
  const most = Math.max(1, ...hours.map(({ count }) => count));
  return (
    <ol className={classes.hours}>
      {HOURS.map((hour) => {
        const count = hours.find((each) => each.hour === hour)?.count ?? 0;
        return (
          <li key={hour} style={sized(count / most)}>
            <b>{count === 0 ? '' : count}</b>
            <i aria-hidden />
            <span>{hour % 3 === 0 ? `${hour}:00` : ''}</span>
          </li>
        );
      })}
    </ol>
  );
}

function sized(share: number): CSSProperties {
  return { '--share': share } as CSSProperties;
}
