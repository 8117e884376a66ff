/** Sounds for what nobody has answered yet. */
import { useEffect } from 'react';
import { type AlertLevel, isWaiting } from '../../../config/contract/alert.ts';
import { useSite } from '../realtime/site-store.ts';
import { playTone } from './alarm-sound.ts';
import { dueTone, type Heard } from './sound.rules.ts';
import { useSoundSettings } from './sound-settings.ts';

const LOOK_EVERY_MS = 500;

export function useAlarmSound(): void {
  useEffect(() => {
    let heard: Heard = { alertIds: new Set(), lastAtMs: {} };
    const look = () => {
      const alerts = [...useSite.getState().live.alerts.values()];
      const level = dueTone(alerts, heard, useSoundSettings.getState(), Date.now());
      if (level && playTone(level)) heard = heardNow(heard, level, alerts.filter(isWaiting));
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
}

function heardNow(heard: Heard, level: AlertLevel, unanswered: { id: string; level: AlertLevel }[]): Heard {
  const known = unanswered.filter((alert) => alert.level === level || heard.alertIds.has(alert.id));
  return { alertIds: new Set(known.map(({ id }) => id)), lastAtMs: { ...heard.lastAtMs, [level]: Date.now() } };
}
