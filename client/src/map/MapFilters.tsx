/** Which incidents the map and the list beside it show. */
import { Button, Checkbox, Group, MultiSelect, Popover, Select, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { IncidentState } from '../../../config/contract/incident.ts';
import { MatterLevel, MatterTask } from '../../../config/contract/matter.ts';
import { dayOf, nextDay } from '../../../config/contract/site-day.ts';
import { gridChoices, inNameOrder } from '../incidents/choices.ts';
import { classesOf } from '../matters/matter-list.rules.ts';
import { useMatters } from '../matters/matters.ts';
import { serverNowMs } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { siteTimeZone } from '../session/session.ts';
import classes from './MapPage.module.css';
import { filterCount, type MapFilter, NO_FILTER } from './map-filter.rules.ts';

type FiltersProps = { filter: MapFilter; onFilter: (filter: MapFilter) => void };

export function MapFilters({ filter, onFilter }: FiltersProps) {
  const { t } = useTranslation();
  const count = filterCount(filter);
  return (
    <Popover position="bottom-start" shadow="md" width={380} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={16} />} data-pressed={count > 0}>
          {count > 0 ? t('map.filterCount', { count }) : t('map.filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('map.filter')}>
        <Fields filter={filter} onFilter={onFilter} />
      </Popover.Dropdown>
    </Popover>
  );
}

const RECENT_DAYS = [1, 7, 30] as const;

function Fields({ filter, onFilter }: FiltersProps) {
  const { t } = useTranslation();
  const grids = useSite((site) => site.grids);
  const units = useSite((site) => site.units);
  const { data: matters } = useMatters();
  const set = (change: Partial<MapFilter>) => onFilter({ ...filter, ...change });
  const communities = useMemo(
    () => [...new Set([...grids.values()].map(({ community }) => community).filter(Boolean))].toSorted(),
    [grids],
  );
  const matterClasses = useMemo(() => {
    const named = classesOf(matters ?? []).map(({ name, matters: [first] }) => [first?.bigClass ?? '', name] as const);
    return [...new Map(named)].map(([value, name]) => ({ value, label: `${value} ${name}` }));
  }, [matters]);
  const recent = (days: number) => {
    const today = dayOf(serverNowMs(), siteTimeZone());
    set({ fromDay: nextDay(today, 1 - days), toDay: today });
  };
  const all = { size: 'xs' as const, clearable: true, comboboxProps: { withinPortal: false } };
  return (
    <div className={classes.filters}>
      <TextInput
        size="xs"
        label={t('map.filterText')}
        placeholder={t('map.filterTextHint')}
        value={filter.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <MultiSelect
        {...all}
        label={t('incidents.stateLabel')}
        placeholder={filter.states.length === 0 ? t('map.allOpen') : ''}
        value={[...filter.states]}
        onChange={(values) => set({ states: IncidentState.options.filter((state) => values.includes(state)) })}
        data={IncidentState.options.map((value) => ({ value, label: t(`incidents.state.${value}`) }))}
      />
      <MultiSelect
        {...all}
        label={t('incidents.levelLabel')}
        placeholder={filter.levels.length === 0 ? t('map.all') : ''}
        value={[...filter.levels]}
        onChange={(values) => set({ levels: MatterLevel.options.filter((level) => values.includes(level)) })}
        data={MatterLevel.options.map((value) => ({ value, label: t(`incidents.level.${value}`) }))}
      />
      <MultiSelect
        {...all}
        label={t('incidents.taskLabel')}
        placeholder={filter.tasks.length === 0 ? t('map.all') : ''}
        value={[...filter.tasks]}
        onChange={(values) => set({ tasks: MatterTask.options.filter((task) => values.includes(task)) })}
        data={MatterTask.options.map((value) => ({ value, label: t(`incidents.task.${value}`) }))}
      />
      <Select
        {...all}
        searchable
        label={t('map.matterClass')}
        placeholder={t('map.all')}
        value={filter.matterClass}
        onChange={(matterClass) => set({ matterClass })}
        data={matterClasses}
      />
      <Select
        {...all}
        searchable
        label={t('map.unit')}
        placeholder={t('map.all')}
        value={filter.unitId}
        onChange={(unitId) => set({ unitId })}
        data={inNameOrder(units.values()).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Group grow gap="xs">
        <Select
          {...all}
          label={t('grids.community')}
          placeholder={t('map.all')}
          value={filter.community}
          onChange={(community) => set({ community })}
          data={communities}
        />
        <Select
          {...all}
          searchable
          label={t('incidents.grid')}
          placeholder={t('map.all')}
          value={filter.gridId}
          onChange={(gridId) => set({ gridId })}
          data={gridChoices(grids.values())}
        />
      </Group>
      <Group grow gap="xs">
        <TextInput
          size="xs"
          type="date"
          label={t('map.fromDay')}
          value={filter.fromDay ?? ''}
          onChange={(event) => set({ fromDay: event.currentTarget.value || null })}
        />
        <TextInput
          size="xs"
          type="date"
          label={t('map.toDay')}
          value={filter.toDay ?? ''}
          onChange={(event) => set({ toDay: event.currentTarget.value || null })}
        />
      </Group>
      <Group gap="xs">
        {RECENT_DAYS.map((days) => (
          <Button key={days} size="compact-xs" variant="default" onClick={() => recent(days)}>
            {days === 1 ? t('map.today') : t('map.recentDays', { days })}
          </Button>
        ))}
      </Group>
      <Group justify="space-between">
        <Checkbox
          size="xs"
          label={t('map.overdueOnly')}
          checked={filter.isOverdueOnly}
          onChange={(event) => set({ isOverdueOnly: event.currentTarget.checked })}
        />
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={filterCount(filter) === 0}
          onClick={() => onFilter(NO_FILTER)}
        >
          {t('map.clearFilters')}
        </Button>
      </Group>
    </div>
  );
}
