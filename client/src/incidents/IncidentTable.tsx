/** Incidents as rows; a row is chosen by a click or from the keyboard. Of thousands, those in sight are drawn. */
import { Table } from '@mantine/core';
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import { useRowsInSight } from '../kit/use-rows-in-sight.ts';
import { useShownMs } from '../moments/use-shown-ms.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { IncidentClock } from './IncidentClock.tsx';
import { IncidentStateMark } from './IncidentStateMark.tsx';
import classes from './IncidentsPage.module.css';
import { ownClock, waitsFor } from './tasks.rules.ts';

/** As the style sheet has it. */
const ROW_PX = 41;

type IncidentTableProps = {
  incidents: readonly Incident[];
  chosenId: string | null;
  onChoose: (id: string) => void;
  /** Beside each what it waits for here, and by which clock. */
  isInbox?: boolean;
  /** Said after the last row. */
  end?: ReactNode;
};

export function IncidentTable({ incidents, chosenId, onChoose, isInbox = false, end }: IncidentTableProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useShownMs(10_000);
  const grids = useSite((site) => site.grids);
  const scroller = useRef<HTMLDivElement>(null);
  const { from, to, beforePx, afterPx } = useRowsInSight(scroller, ROW_PX, incidents.length);
  useChosenInSight(scroller, incidents, chosenId);

  return (
    <div ref={scroller} className={classes.scroller}>
      <Table stickyHeader className={classes.table} layout="fixed" aria-rowcount={incidents.length + 1}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={124}>{t('incidents.number')}</Table.Th>
            <Table.Th>{t('incidents.name')}</Table.Th>
            <Table.Th w={116}>{t('incidents.stateLabel')}</Table.Th>
            <Table.Th w={120}>{t('incidents.grid')}</Table.Th>
            <Table.Th w={74}>{t('incidents.levelLabel')}</Table.Th>
            <Table.Th w={112}>{t(isInbox ? 'incidents.waitsFor' : 'incidentActs.role.lead')}</Table.Th>
            <Table.Th w={84}>{t('incidents.reporter')}</Table.Th>
            <Table.Th w={112}>{t('incidents.time')}</Table.Th>
            <Table.Th w={172}>{t('incidents.clock')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {beforePx > 0 && <tr aria-hidden className={classes.gap} style={{ height: beforePx }} />}
          {incidents.slice(from, to).map((incident, nth) => (
            <Table.Tr
              key={incident.id}
              aria-rowindex={from + nth + 2}
              data-chosen={incident.id === chosenId}
              data-ended={hasEnded(incident)}
              onClick={() => onChoose(incident.id)}
            >
              <Table.Td>{incident.number}</Table.Td>
              <Table.Td className={classes.title}>
                <button type="button" aria-pressed={incident.id === chosenId} title={incident.title}>
                  {incident.title}
                </button>
              </Table.Td>
              <Table.Td>
                <IncidentStateMark state={incident.state} />
              </Table.Td>
              <Table.Td>{grids.get(incident.gridId ?? '')?.name ?? '—'}</Table.Td>
              <Table.Td>{t(`incidents.level.${incident.level}`)}</Table.Td>
              <Table.Td>{isInbox ? <WaitsFor incident={incident} /> : leadName(incident)}</Table.Td>
              <Table.Td>{incident.reporter.name}</Table.Td>
              <Table.Td>{time.short(incident.reportedAtMs, nowMs)}</Table.Td>
              <Table.Td>
                {isInbox ? <OwnClock incident={incident} /> : <IncidentClock clock={incident.clock} />}
              </Table.Td>
            </Table.Tr>
          ))}
          {afterPx > 0 && <tr aria-hidden className={classes.gap} style={{ height: afterPx }} />}
        </Table.Tbody>
      </Table>
      {end}
    </div>
  );
}

/** What is chosen elsewhere is brought into sight; what is chosen here is there already. */
function useChosenInSight(
  scroller: RefObject<HTMLElement | null>,
  incidents: readonly Incident[],
  chosenId: string | null,
): void {
  const latest = useRef(incidents);
  latest.current = incidents;
  useLayoutEffect(() => {
    const element = scroller.current;
    const nth = latest.current.findIndex(({ id }) => id === chosenId);
    if (!element || nth < 0) return;
    const [top, height] = [nth * ROW_PX, element.clientHeight - 2 * ROW_PX];
    if (top < element.scrollTop || top > element.scrollTop + height) element.scrollTop = top - height / 2;
  }, [scroller, chosenId]);
}

function WaitsFor({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const kind = waitsFor(incident, person);
  return kind && t(`field.kind.${kind}`);
}

/** Whoever is asked to look on the spot has until then; the clocks stand meanwhile. */
function OwnClock({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const time = useTimeText();
  const { spotTask } = incident;
  if (spotTask) return t('incidentActs.due', { at: time.dateTime(spotTask.dueAtMs) });
  return <IncidentClock clock={ownClock(incident, person)} />;
}

/** Who leads it, or is asked to. */
function leadName({ assignments }: Incident): string {
  const leads = assignments.filter(
    ({ role, state }) => role === 'lead' && state !== 'returned' && state !== 'withdrawn',
  );
  return leads.map(({ unitName }) => unitName).join('、') || '—';
}
