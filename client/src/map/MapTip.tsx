/** Words for what the pointer is on: its name, and its state not by colour alone. */
import { useTranslation } from 'react-i18next';
import { useSite } from '../realtime/site-store.ts';
import { StateMark } from '../video/StateMark.tsx';
import classes from './MapPage.module.css';
import type { Target } from './map-hit.rules.ts';
import type { Pins } from './map-pins.rules.ts';

export function MapTip({ target, pins }: { target: Target; pins: Pins }) {
  const { t } = useTranslation();
  const cameras = useSite((site) => site.cameras);
  if (target.kind === 'camera') {
    const pin = pins.cameras.find(({ cameraId }) => cameraId === target.id);
    return pin ? (
      <span className={classes.tip}>
        {pin.name} <StateMark state={pin.state} />
      </span>
    ) : null;
  }
  if (target.kind === 'incident') {
    const pin = pins.incidents.find(({ incidentId }) => incidentId === target.id);
    return pin ? <span className={classes.tip}>{`${t('map.incident')} ${pin.number} ${pin.title}`}</span> : null;
  }
  const pin = pins.alerts.find(({ alertId }) => alertId === target.id);
  if (!pin) return null;
  return (
    <span className={classes.tip}>
      {cameras.get(pin.cameraId)?.name} · {t('map.alertOf', { level: t(`alerts.level.${pin.level}`) })} ·{' '}
      {t('map.alertsHere', { count: pin.alertIds.length })}
    </span>
  );
}
