/** One incident on the board: what it is, how grave, how much time is left, and whose it is. */
import { IconBuilding, IconGavel, IconMapPin } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { IncidentClock } from '../incidents/IncidentClock.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './BoardCard.module.css';
import { unansweredOrders, unitsIn } from './board.rules.ts';
import { LevelMark } from './LevelMark.tsx';

type BoardCardProps = {
  incident: Incident;
  isChosen: boolean;
  isOverdue: boolean;
  /** The one card that Tab leads to. */
  isEntry: boolean;
  onOpen: (incidentId: string) => void;
};

export const BoardCard = memo(function BoardCard({ incident, isChosen, isOverdue, isEntry, onOpen }: BoardCardProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const grid = useSite((site) => site.grids.get(incident.gridId ?? '')?.name);
  const orders = unansweredOrders(incident);
  const units = unitsIn(incident, 'lead').map(({ unitName }) => unitName);
  return (
    <li>
      <button
        type="button"
        className={classes.card}
        data-card={incident.id}
        data-overdue={isOverdue}
        data-chosen={isChosen}
        tabIndex={isEntry ? 0 : -1}
        onClick={() => onOpen(incident.id)}
      >
        <span className={classes.line}>
          <LevelMark level={incident.level} />
          <span className={classes.number}>{incident.number}</span>
        </span>
        <strong className={classes.title}>{incident.title}</strong>
        {incident.clock && <IncidentClock clock={incident.clock} />}
        {incident.closedAtMs !== null && (
          <span className={classes.quiet}>{t('board.closedAt', { at: time.clock(incident.closedAtMs) })}</span>
        )}
        <span className={classes.line}>
          <span className={classes.where}>
            <IconBuilding size={13} aria-hidden />
            {units.join('、') || t('board.noUnit')}
          </span>
          <span className={classes.where}>
            <IconMapPin size={13} aria-hidden />
            {grid ?? t('board.noGrid')}
          </span>
        </span>
        {(orders > 0 || incident.confidential || incident.drill) && (
          <span className={classes.marks}>
            {orders > 0 && (
              <span data-mark="supervised">
                <IconGavel size={13} aria-hidden />
                {t('board.supervised', { count: orders })}
              </span>
            )}
            {incident.confidential && <span>{t('incidents.confidential')}</span>}
            {incident.drill && <span>{t('incidents.drill')}</span>}
          </span>
        )}
      </button>
    </li>
  );
});
