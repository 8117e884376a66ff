/** Incidents as rows; a row is chosen by a click or from the keyboard. */
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { hasEnded, type Incident } from '../../../config/contract/incident.ts';
import { useShownMs } from '../moments/use-shown-ms.ts';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { IncidentClock } from './IncidentClock.tsx';
import { IncidentStateMark } from './IncidentStateMark.tsx';
import classes from './IncidentsPage.module.css';

type IncidentTableProps = { incidents: readonly Incident[]; chosenId: string | null; onChoose: (id: string) => void };

export function IncidentTable({ incidents, chosenId, onChoose }: IncidentTableProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const nowMs = useShownMs(10_000);
  const grids = useSite((site) => site.grids);

  return (
    <Table stickyHeader className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('incidents.number')}</Table.Th>
          <Table.Th>{t('incidents.name')}</Table.Th>
          <Table.Th>{t('incidents.stateLabel')}</Table.Th>
          <Table.Th>{t('incidents.grid')}</Table.Th>
          <Table.Th>{t('incidents.levelLabel')}</Table.Th>
          <Table.Th>{t('incidentActs.role.lead')}</Table.Th>
          <Table.Th>{t('incidents.reporter')}</Table.Th>
          <Table.Th>{t('incidents.time')}</Table.Th>
          <Table.Th>{t('incidents.clock')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {incidents.map((incident) => (
          <Table.Tr
            key={incident.id}
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
            <Table.Td>{leadName(incident)}</Table.Td>
            <Table.Td>{incident.reporter.name}</Table.Td>
            <Table.Td>{time.short(incident.reportedAtMs, nowMs)}</Table.Td>
            <Table.Td>
              <IncidentClock incident={incident} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Who leads it, or is asked to. */
function leadName({ assignments }: Incident): string {
  const leads = assignments.filter(
    ({ role, state }) => role === 'lead' && state !== 'returned' && state !== 'withdrawn',
  );
  return leads.map(({ unitName }) => unitName).join('、') || '—';
}
