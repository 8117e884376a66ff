/** Incidents as a list beside the map. However many there are, only those in sight are drawn. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { IncidentClock } from '../incidents/IncidentClock.tsx';
import { IncidentStateMark } from '../incidents/IncidentStateMark.tsx';
import { useRowsInSight } from '../kit/use-rows-in-sight.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './IncidentRows.module.css';
import { SymbolIcon } from './SymbolIcon.tsx';

/** As the style sheet has it. */
const ROW_PX = 64;

type IncidentRowsProps = {
  label: string;
  incidents: readonly Incident[];
  chosenId: string | null;
  onChoose: (incidentId: string) => void;
};

export function IncidentRows({ label, incidents, chosenId, onChoose }: IncidentRowsProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useNowMs(10_000);
  const scroller = useRef<HTMLDivElement>(null);
  const { from, to, beforePx, afterPx } = useRowsInSight(scroller, ROW_PX, incidents.length);
  return (
    <div ref={scroller} className={classes.scroller}>
      <ul aria-label={label} className={classes.rows} style={{ paddingTop: beforePx, paddingBottom: afterPx }}>
        {incidents.slice(from, to).map((incident) => (
          <li key={incident.id} data-chosen={incident.id === chosenId}>
            <button type="button" aria-pressed={incident.id === chosenId} onClick={() => onChoose(incident.id)}>
              <span className={classes.line}>
                <SymbolIcon name={`incident-${incident.level}-${incident.task ?? 'none'}`} size={18} />
                <strong title={incident.title}>{incident.title}</strong>
                <em>{t(`incidents.level.${incident.level}`)}</em>
              </span>
              <span className={classes.line}>
                <IncidentStateMark state={incident.state} />
                <IncidentClock clock={incident.clock} />
                <time>{time.short(incident.reportedAtMs, nowMs)}</time>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
