/** Open incidents beside the wall: a click shows the camera they were seen on, a drag puts it where one wants it. */
import { IconFlag } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import { IncidentStateMark } from '../incidents/IncidentStateMark.tsx';
import { Empty, Loading } from '../kit/ListState.tsx';
import { useRowsInSight } from '../kit/use-rows-in-sight.ts';
import { newestFirst } from '../map/map-filter.rules.ts';
import { useShownMs } from '../moments/use-shown-ms.ts';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { useDragSource } from './use-drag-source.ts';
import classes from './WallSide.module.css';

/** As the style sheet has it. */
const ROW_PX = 84;

export function WallIncidents({ onPick }: { onPick: (cameraId: string) => void }) {
  const { t } = useTranslation();
  const loaded = useSite((site) => site.loaded);
  const incidents = useSite((site) => site.incidents);
  const open = useMemo(
    () => newestFirst([...incidents.values()].filter((incident) => !hasEnded(incident))),
    [incidents],
  );
  if (!loaded) return <Loading />;
  if (open.length === 0) return <Empty icon={IconFlag} title={t('wall.noIncidents')} />;
  return <Rows incidents={open} onPick={onPick} />;
}

type RowsProps = { incidents: readonly Incident[]; onPick: (cameraId: string) => void };

/** However many there are, only those in sight are drawn. */
function Rows({ incidents, onPick }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { from, to, beforePx, afterPx } = useRowsInSight(scroller, ROW_PX, incidents.length);
  return (
    <div ref={scroller} className={classes.list}>
      <ul className={classes.rows} style={{ paddingTop: beforePx, paddingBottom: afterPx }}>
        {incidents.slice(from, to).map((incident) => (
          <IncidentRow key={incident.id} incident={incident} onPick={onPick} />
        ))}
      </ul>
    </div>
  );
}

function IncidentRow({ incident, onPick }: { incident: Incident; onPick: (cameraId: string) => void }) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useShownMs(10_000);
  const camera = useSite((site) => site.cameras.get(incident.cameraId ?? ''));
  const row = useRef<HTMLLIElement>(null);
  useDragSource(row, () => camera && { kind: 'camera', cameraId: camera.id });
  return (
    <li ref={row} className={classes.incident}>
      <button type="button" disabled={!camera} onClick={() => camera && onPick(camera.id)}>
        <span className={classes.line}>
          {incident.number}
          <IncidentStateMark state={incident.state} />
        </span>
        <strong title={incident.title}>{incident.title}</strong>
        <span className={classes.line}>
          {camera?.name ?? t('incidents.noCamera')}
          <time>{time.short(incident.reportedAtMs, nowMs)}</time>
        </span>
      </button>
    </li>
  );
}
