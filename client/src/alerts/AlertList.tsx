/** The queue itself: what is in hand is kept in view. */
import { IconShieldCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../config/contract/alert.ts';
import { Empty, Loading } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import classes from './AlertList.module.css';
import { AlertRow } from './AlertRow.tsx';
import { queueIsShown } from './queue-on-screen.ts';

/** More than these nobody scrolls through; filters find the rest. */
const MOST_ROWS = 200;

type AlertListProps = {
  alerts: readonly Alert[];
  selectedId: string | undefined;
  onSelect: (alert: Alert) => void;
  onOpen?: (alert: Alert) => void;
};

export function AlertList({ alerts, selectedId, onSelect, onOpen }: AlertListProps) {
  const { t } = useTranslation();
  const loaded = useSite((site) => site.loaded);
  const list = useRef<HTMLOListElement>(null);

  useEffect(queueIsShown, []);
  useEffect(() => {
    if (selectedId) list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);

  if (!loaded) return <Loading />;
  if (alerts.length === 0) return <Empty icon={IconShieldCheck} title={t('alerts.none')} hint={t('alerts.noneHint')} />;
  return (
    <ol ref={list} className={classes.list} aria-label={t('alerts.queue')}>
      {alerts.slice(0, MOST_ROWS).map((alert) => (
        <AlertRow
          key={alert.id}
          alert={alert}
          isSelected={alert.id === selectedId}
          onSelect={() => onSelect(alert)}
          {...(onOpen && { onOpen: () => onOpen(alert) })}
        />
      ))}
      {alerts.length > MOST_ROWS && (
        <li className={classes.rest}>{t('alerts.more', { count: alerts.length - MOST_ROWS })}</li>
      )}
    </ol>
  );
}
