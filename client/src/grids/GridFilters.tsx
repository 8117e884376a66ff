/** Which grids are listed and shown: by kind, community, line, and whether anybody cares for them. */
import { Group, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Grid } from '../../../config/contract/place.ts';
import classes from './GridsPage.module.css';
import { communitiesOf, type GridFilter, linesOf } from './grid-list.rules.ts';

type GridFiltersProps = {
  grids: readonly Grid[];
  filter: GridFilter;
  unstaffedCount: number;
  onChange: (filter: GridFilter) => void;
  /** What is done with grids without a member. */
  children?: ReactNode;
};

export function GridFilters({ grids, filter, unstaffedCount, onChange, children }: GridFiltersProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.filters}>
      <SegmentedControl
        fullWidth
        aria-label={t('grids.list')}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind: kind === 'governance' ? 'governance' : 'base' })}
        data={[
          { value: 'base', label: t('grids.kind.base') },
          { value: 'governance', label: t('grids.kind.governance') },
        ]}
      />
      <TextInput
        size="xs"
        type="search"
        aria-label={t('grids.search')}
        placeholder={t('grids.search')}
        leftSection={<IconSearch size={14} />}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.currentTarget.value })}
      />
      <div className={classes.two}>
        <Select
          size="xs"
          clearable
          searchable
          aria-label={t('grids.community')}
          placeholder={t('grids.allCommunities')}
          data={communitiesOf(grids)}
          value={filter.community}
          onChange={(community) => onChange({ ...filter, community })}
        />
        <Select
          size="xs"
          clearable
          aria-label={t('grids.line')}
          placeholder={t('grids.allLines')}
          data={linesOf(grids)}
          value={filter.line}
          onChange={(line) => onChange({ ...filter, line })}
        />
      </div>
      {filter.kind === 'base' && (
        <Group justify="space-between">
          <Switch
            size="xs"
            label={`${t('grids.onlyUnstaffed')}（${unstaffedCount}）`}
            checked={filter.onlyUnstaffed}
            onChange={(event) => onChange({ ...filter, onlyUnstaffed: event.currentTarget.checked })}
          />
          {children}
        </Group>
      )}
    </div>
  );
}
