/** How many alerts come to each person at the desks in ten minutes, against what people can answer (EEMUA 191). */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RATE_MARKS } from '../../../config/contract/alert.ts';
import { api } from '../api/api.ts';
import { useMay } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './AlarmRate.module.css';

const AGAIN_MS = 60_000;

export function AlarmRate() {
  const { t } = useTranslation();
  const time = useTimeText();
  const mayView = useMay('alert.view');
  const { data: rate } = useQuery({
    queryKey: ['alarmRate'],
    queryFn: ({ signal }) => api('GET /api/alert-rate', { signal }),
    refetchInterval: AGAIN_MS,
    enabled: mayView,
  });
  if (!rate) return null;
  const figures = [
    { name: t('alerts.rate.average'), value: rate.average, mark: RATE_MARKS.average, atMs: null },
    { name: t('alerts.rate.peak'), value: rate.peak, mark: RATE_MARKS.peak, atMs: rate.peakAtMs },
  ];
  return (
    <section className={classes.rate} aria-label={t('alerts.rate.title')} title={t('alerts.rate.hint')}>
      <h3>{t('alerts.rate.title')}</h3>
      <dl>
        {figures.map(({ name, value, mark, atMs }) => (
          <div key={name} data-trouble={value >= mark}>
            <dt>{name}</dt>
            <dd>{value.toFixed(value < 10 ? 1 : 0)}</dd>
            <dd className={classes.mark}>
              {t(value < mark ? 'alerts.rate.below' : 'alerts.rate.above', { mark })}
              {atMs !== null && ` · ${time.clock(atMs)}`}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        {t('alerts.rate.of', { alerts: rate.alertCount, people: rate.peopleCount })}
        {rate.shelvedCount > 0 && ` · ${t('alerts.rate.shelved', { count: rate.shelvedCount })}`}
      </p>
    </section>
  );
}
