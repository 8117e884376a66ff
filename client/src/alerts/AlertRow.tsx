/** One alert in the queue. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Alert, isShelved, isWaiting } from '../../../config/contract/alert.ts';
import { useShownMs } from '../moments/use-shown-ms.ts';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { useDragSource } from '../wall/use-drag-source.ts';
import { AlertPicture } from './AlertPicture.tsx';
import classes from './AlertRow.module.css';
import { alertPlace } from './alert-place.ts';
import { LevelMark } from './LevelMark.tsx';

type AlertRowProps = { alert: Alert; isSelected: boolean; onSelect: () => void; onOpen?: () => void };

export function AlertRow({ alert, isSelected, onSelect, onOpen }: AlertRowProps) {
  const { t } = useTranslation();
  const place = useSite((site) => alertPlace(t, alert, site.cameras));
  const row = useRef<HTMLLIElement>(null);
  useDragSource(row, () => (alert.cameraId === null ? undefined : { kind: 'camera', cameraId: alert.cameraId }));

  return (
    <li
      ref={row}
      className={classes.row}
      data-alert-id={alert.id}
      data-level={alert.level}
      data-state={alert.state}
      data-shelved={isShelved(alert)}
      data-kind={alert.kind}
      data-recovered={alert.recoveredAtMs !== null}
      data-selected={isSelected}
    >
      <button type="button" onClick={onSelect} onDoubleClick={onOpen} aria-current={isSelected}>
        <AlertPicture alert={alert} size="thumbnail" />
        <span className={classes.text}>
          <span className={classes.line}>
            <LevelMark level={alert.level} quiet={!isWaiting(alert)} />
            <span className={classes.kind}>{t(`alerts.kind.${alert.kind}`)}</span>
            {alert.repeatCount > 1 && (
              <span className={classes.repeats} title={t('alerts.repeated', { count: alert.repeatCount })}>
                ×{alert.repeatCount}
              </span>
            )}
            {alert.recoveredAtMs !== null && <span className={classes.repeats}>{t('alerts.recovered')}</span>}
            <span className={classes.state} data-state={isShelved(alert) ? 'shelved' : alert.state}>
              {t(`alerts.state.${isShelved(alert) ? 'shelved' : alert.state}`)}
            </span>
          </span>
          <span className={classes.camera}>{place}</span>
          <AlertTime alert={alert} />
        </span>
      </button>
    </li>
  );
}

function AlertTime({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useShownMs();
  return (
    <span className={classes.time}>
      <span>{time.short(alert.lastSeenAtMs, nowMs)}</span>
      <span>{t('time.ago', { duration: time.duration(nowMs - alert.lastSeenAtMs) })}</span>
    </span>
  );
}
