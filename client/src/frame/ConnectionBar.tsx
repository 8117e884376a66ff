/** The loss of the connection, unmissable; and how old everything below it is. */
import { IconPlugConnectedX, IconVideoOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../realtime/connection-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './ConnectionBar.module.css';

/** A first connection is given this long before anybody is alarmed. */
const PATIENCE_MS = 2_000;

export function ConnectionBar() {
  const { t } = useTranslation();
  const { state, lastHeardAtMs, mediaAvailable } = useConnection();
  const ageMs = useAgeMs(lastHeardAtMs);
  const time = useTimeText();

  if (state === 'lost' || (state === 'connecting' && ageMs > PATIENCE_MS)) {
    return (
      <div className={classes.bar} role="alert">
        <IconPlugConnectedX size={18} aria-hidden />
        <strong>{t('connection.lostTitle')}</strong>
        <span>{t('connection.lostAge', { duration: time.duration(ageMs) })}</span>
      </div>
    );
  }
  if (!mediaAvailable) {
    return (
      <div className={classes.bar} data-kind="media" role="status">
        <IconVideoOff size={18} aria-hidden />
        <strong>{t('connection.mediaAway')}</strong>
        <span>{t('connection.mediaAwayHint')}</span>
      </div>
    );
  }
  return null;
}

function useAgeMs(sinceMs: number): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, nowMs - sinceMs);
}
