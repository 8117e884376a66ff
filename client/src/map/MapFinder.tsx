/** Finds a camera, an incident, a grid, a unit, somebody on duty or a place of the ground by its name, and chooses it. */
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../config/contract/place.ts';
import { useDuty } from '../duty/duty.ts';
import { useFoundPlaces } from '../places/places.ts';
import { useSite } from '../realtime/site-store.ts';
import { useIncidentsCalmly } from '../realtime/use-incidents-calmly.ts';
import { type FoundKind, foundPlaces } from './map-find.rules.ts';

type MapFinderProps = {
  onChoose: (found: { kind: FoundKind; id: string }) => void;
  onPlace: (position: Position) => void;
};

/** Of what the server knows; below what is at hand. */
const MOST_PLACES = 12;
const REST_MS = 250;

export function MapFinder({ onChoose, onPlace }: MapFinderProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const cameras = useSite((site) => site.cameras);
  const incidents = useIncidentsCalmly();
  const grids = useSite((site) => site.grids);
  const units = useSite((site) => site.units);
  const onDuty = useDuty();
  const found = useMemo(
    () => foundPlaces({ cameras, incidents, grids, units, onDuty }, search),
    [cameras, incidents, grids, units, onDuty, search],
  );
  const [words] = useDebouncedValue(search.trim(), REST_MS);
  const places = useFoundPlaces(words).data?.places.slice(0, MOST_PLACES) ?? [];
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
      data={[
        ...found.map(({ kind, id, name }) => ({ value: `${kind} ${id}`, label: name })),
        ...(words === ''
          ? []
          : places.map(({ id, kind, name, code }) => ({
              value: `place ${id}`,
              label: kind === 'component' ? `${name} ${code}` : name,
            }))),
      ]}
      onChange={(place) => {
        setSearch('');
        const chosen = found.find(({ kind, id }) => `${kind} ${id}` === place);
        if (chosen) onChoose(chosen);
        const ofGround = places.find(({ id }) => place === `place ${id}`);
        if (ofGround) onPlace(ofGround.position);
      }}
    />
  );
}
