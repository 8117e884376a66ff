/** Incidents: the list at the left, the one in hand at the right. The one in hand is in the address too. */
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconFlag, IconHandClick, IconPlus, IconSearch } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Loading } from '../kit/ListState.tsx';
import { Modal } from '../kit/Modal.tsx';
import { Page } from '../kit/Page.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { useMay } from '../session/session.ts';
import { gridChoices } from './choices.ts';
import { IncidentDetail } from './IncidentDetail.tsx';
import classes from './IncidentsPage.module.css';
import { IncidentTable } from './IncidentTable.tsx';
import { type IncidentFilter, listedIncidents, openCount, type StateFilter } from './incident-list.rules.ts';
import { ReportDialog } from './ReportDialog.tsx';

export function IncidentsPage() {
  const { t } = useTranslation();
  const mayReport = useMay('incident.report');
  const canAct = useCanAct();
  const incidents = useSite((site) => site.incidents);
  const { selectIncident } = useSelection();
  const chosenId = useChosenId();
  const [isReporting, setReporting] = useState(false);
  const [filter, setFilter] = useState<IncidentFilter>({ search: '', state: 'open', gridId: null });
  const listed = useMemo(() => listedIncidents(incidents.values(), filter), [incidents, filter]);
  const chosen = incidents.get(chosenId ?? '');

  return (
    <Page
      title={t('incidents.title')}
      note={t('incidents.openCount', { count: openCount(incidents.values()) })}
      actions={
        <>
          <Filters filter={filter} onChange={setFilter} />
          {mayReport && (
            <Button leftSection={<IconPlus size={16} />} disabled={!canAct} onClick={() => setReporting(true)}>
              {t('incidents.report')}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.desk}>
        <section className={classes.list} aria-label={t('incidents.title')}>
          <List
            isFiltered={filter.search !== '' || filter.gridId !== null || filter.state !== 'open'}
            isEmpty={listed.length === 0}
          >
            <IncidentTable
              incidents={listed}
              chosenId={chosenId}
              onChoose={selectIncident}
              end={filter.state !== 'open' && <p className={classes.kept}>{t('incidents.keptHint')}</p>}
            />
          </List>
        </section>
        <section className={classes.detail} aria-label={t('map.details')}>
          {chosen ? (
            <IncidentDetail key={chosen.id} incident={chosen} layout="wide" />
          ) : (
            <Empty icon={IconHandClick} title={t('incidents.noneSelected')} />
          )}
        </section>
      </div>
      <Modal opened={isReporting} onClose={() => setReporting(false)} title={t('incidents.report')} size="xl">
        {isReporting && (
          <ReportDialog
            onCancel={() => setReporting(false)}
            onReported={({ id }) => {
              setReporting(false);
              selectIncident(id);
            }}
          />
        )}
      </Modal>
    </Page>
  );
}

/** What was chosen here or on another screen; else what the address asks for. */
function useChosenId(): string | null {
  const selectedId = useSelection(({ incidentId }) => incidentId);
  const { incident }: { incident?: unknown } = useSearch({ strict: false });
  return selectedId ?? (typeof incident === 'string' ? incident : null);
}

function List({ isEmpty, isFiltered, children }: { isEmpty: boolean; isFiltered: boolean; children: React.ReactNode }) {
  const { t } = useTranslation();
  const isLoaded = useSite((site) => site.loaded);
  if (!isLoaded) return <Loading />;
  if (!isEmpty) return children;
  if (isFiltered) return <Empty icon={IconSearch} title={t('incidents.noMatch')} hint={t('incidents.noMatchHint')} />;
  return <Empty icon={IconFlag} title={t('incidents.empty')} hint={t('incidents.emptyHint')} />;
}

const STATES: readonly StateFilter[] = ['open', 'closed', 'all'];

function Filters({ filter, onChange }: { filter: IncidentFilter; onChange: (filter: IncidentFilter) => void }) {
  const { t } = useTranslation();
  const grids = useSite((site) => site.grids);
  return (
    <>
      <SegmentedControl
        aria-label={t('incidents.filterState')}
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state })}
        data={STATES.map((value) => ({ value, label: t(`incidents.filter.${value}`) }))}
      />
      <Select
        size="xs"
        w={190}
        aria-label={t('incidents.filterGrid')}
        placeholder={t('incidents.allGrids')}
        searchable
        clearable
        value={filter.gridId}
        onChange={(gridId) => onChange({ ...filter, gridId })}
        data={gridChoices(grids.values())}
      />
      <TextInput
        size="xs"
        w={230}
        type="search"
        aria-label={t('incidents.search')}
        placeholder={t('incidents.search')}
        leftSection={<IconSearch size={14} />}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.currentTarget.value })}
      />
    </>
  );
}
