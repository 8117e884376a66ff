/** Finds a camera, an incident, a grid, a unit or somebody on duty by its name, and chooses it. */
import { Select } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDuty } from '../duty/duty.ts';
import { useSite } from '../realtime/site-store.ts';
import { type FoundKind, foundPlaces } from './map-find.rules.ts';

export function MapFinder({ onChoose }: { onChoose: (found: { kind: FoundKind; id: string }) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const cameras = useSite((site) => site.cameras);
  const incidents = useSite((site) => site.incidents);
  const grids = useSite((site) => site.grids);
  const units = useSite((site) => site.units);
  const onDuty = useDuty();
  const found = useMemo(
    () => foundPlaces({ cameras, incidents, grids, units, onDuty }, search),
    [cameras, incidents, grids, units, onDuty, search],
  );
  return (
    <Select
      size="xs"
      w={230}
      aria-label={t('map.find')}
      placeholder={t('map.find')}
      nothingFoundMessage={t('map.findNothing')}
      leftSection={<IconSearch size={14} />}
      searchable
      // What is listed is found already.
      filter={({ options }) => options}
      value={null}
      searchValue={search}
      onSearchChange={setSearch}
      data={found.map(({ kind, id, name }) => ({ value: `${kind} ${id}`, label: name }))}
      onChange={(place) => {
        setSearch('');
        const chosen = found.find(({ kind, id }) => `${kind} ${id}` === place);
        if (chosen) onChoose(chosen);
      }}
    />
  );
}
