/** What the list is narrowed by. */
import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { gridChoices } from './choices.ts';
import { hasInbox, type IncidentFilter, inboxCount, type StateFilter } from './incident-list.rules.ts';

const STATES: readonly StateFilter[] = ['open', 'closed', 'all'];

type IncidentFiltersProps = { filter: IncidentFilter; onChange: (filter: IncidentFilter) => void };

export function IncidentFilters({ filter, onChange }: IncidentFiltersProps) {
  const { t } = useTranslation();
  const { person } = useSession();
  const grids = useSite((site) => site.grids);
  const incidents = useSite((site) => site.incidents);
  const isCounted = hasInbox(person);
  const states: readonly StateFilter[] = isCounted ? ['mine', ...STATES] : STATES;
  const count = useMemo(() => (isCounted ? inboxCount(incidents.values(), person) : 0), [isCounted, incidents, person]);
  const set = (change: Partial<IncidentFilter>) => onChange({ ...filter, ...change });
  return (
    <>
      <SegmentedControl
        aria-label={t('incidents.filterState')}
        value={filter.state}
        onChange={(state) => set({ state })}
        data={states.map((value) => ({ value, label: t(`incidents.filter.${value}`, { count }) }))}
      />
      <Select
        size="xs"
        w={190}
        aria-label={t('incidents.filterGrid')}
        placeholder={t('incidents.allGrids')}
        searchable
        clearable
        value={filter.gridId}
        onChange={(gridId) => set({ gridId })}
        data={gridChoices(grids.values())}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label={t('map.fromDay')}
        title={t('map.fromDay')}
        leftSection={t('incidents.since')}
        value={filter.fromDay ?? ''}
        onChange={(event) => set({ fromDay: event.currentTarget.value || null })}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label={t('map.toDay')}
        title={t('map.toDay')}
        leftSection={t('incidents.until')}
        value={filter.toDay ?? ''}
        onChange={(event) => set({ toDay: event.currentTarget.value || null })}
      />
      <TextInput
        size="xs"
        w={230}
        type="search"
        aria-label={t('incidents.search')}
        placeholder={t('incidents.search')}
        leftSection={<IconSearch size={14} />}
        value={filter.search}
        onChange={(event) => set({ search: event.currentTarget.value })}
      />
    </>
  );
}
