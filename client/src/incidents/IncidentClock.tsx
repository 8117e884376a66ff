/** How much time a stage has left, or by how much it is over: of the incident, or of one unit's part. */
import { IconClock, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StageClock } from '../../../config/contract/incident.ts';
import { useShownMs } from '../moments/use-shown-ms.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './IncidentActs.module.css';
import { clockLook } from './incident-clock.rules.ts';

export function IncidentClock({ clock }: { clock: StageClock | null }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useShownMs(10_000);
  if (!clock) return null;
  const look = clockLook(clock, nowMs);
  const Shape = look === 'stands' ? IconPlayerPause : IconClock;
  const duration = time.duration(Math.abs(clock.standsWithMs ?? clock.dueAtMs - nowMs));
  return (
    <span
      className={classes.clock}
      data-look={look}
      title={t('incidentActs.due', { at: time.dateTime(clock.dueAtMs) })}
    >
      <Shape size={14} stroke={1.8} aria-hidden />
      {t(`incidentActs.clock.${look}`, { stage: t(`incidentActs.stage.${clock.stage}`), duration })}
    </span>
  );
}
