/** Says that there are more alerts than people can answer, and where most of them come from. */
import { IconWaveSawTool } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSite } from '../realtime/site-store.ts';
import { useNowMs } from '../time/use-now.ts';
import { floodOf } from './alert-flood.ts';
import classes from './FloodBanner.module.css';

const LOOK_EVERY_MS = 10_000;

export function FloodBanner({ onCamera }: { onCamera?: (cameraId: string) => void }) {
  const { t } = useTranslation();
  const alerts = useSite((site) => site.alerts);
  const cameras = useSite((site) => site.cameras);
  const nowMs = useNowMs(LOOK_EVERY_MS);
  const flood = useMemo(() => floodOf(alerts.values(), nowMs), [alerts, nowMs]);
  if (!flood) return null;
  const { busiest } = flood;
  return (
    <div className={classes.banner} role="status">
      <IconWaveSawTool size={16} aria-hidden />
      <span>{t('alerts.flood', { count: flood.count })}</span>
      {busiest && (
        <button type="button" disabled={!onCamera} onClick={() => onCamera?.(busiest.cameraId)}>
          {t('alerts.floodMost', { camera: cameras.get(busiest.cameraId)?.name ?? '', count: busiest.count })}
        </button>
      )}
    </div>
  );
}
