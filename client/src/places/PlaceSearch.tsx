/** Finds places by words, each with the way to it on the map. */
import { Button, Table, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMapSearch, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_FOUND, type PlaceOutline } from '../../../config/contract/ground.ts';
import { Empty, Failed, Loading } from '../kit/ListState.tsx';
import classes from './Places.module.css';
import { atText } from './place-at.ts';
import { useFoundPlaces } from './places.ts';

const REST_MS = 250;

export function PlaceSearch() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [words] = useDebouncedValue(text.trim(), REST_MS);
  const found = useFoundPlaces(words);
  const { places = [], isCut = false } = found.data ?? {};
  return (
    <section className={classes.search} aria-label={t('places.find')}>
      <TextInput
        w={420}
        aria-label={t('places.find')}
        placeholder={t('places.find')}
        leftSection={<IconSearch size={16} />}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {words === '' && <Empty icon={IconMapSearch} title={t('places.findFirst')} hint={t('places.findHint')} />}
      {words !== '' && found.isPending && <Loading />}
      {found.error && !found.data && <Failed thrown={found.error} onRetry={() => void found.refetch()} />}
      {words !== '' && found.data && places.length === 0 && (
        <Empty icon={IconMapSearch} title={t('places.nothing')} hint={t('places.findHint')} />
      )}
      {words !== '' && places.length > 0 && (
        <div className={classes.found}>
          <Table stickyHeader>
            <Table.Thead>
              <Table.Tr>
                {(['kind', 'name', 'address', 'code'] as const).map((column) => (
                  <Table.Th key={column}>{t(`places.field.${column}`)}</Table.Th>
                ))}
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {places.map((place) => (
                <PlaceRow key={place.id} place={place} />
              ))}
            </Table.Tbody>
          </Table>
          {isCut && <p role="status">{t('places.foundCut', { count: MOST_FOUND })}</p>}
        </div>
      )}
    </section>
  );
}

function PlaceRow({ place }: { place: PlaceOutline }) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Td>{t(`places.kind.${place.kind}`)}</Table.Td>
      <Table.Td>{place.name}</Table.Td>
      <Table.Td>{place.address === place.name ? '—' : place.address || '—'}</Table.Td>
      <Table.Td className={classes.code}>{place.code}</Table.Td>
      <Table.Td>
        <Button
          size="compact-xs"
          variant="default"
          renderRoot={(props) => <Link to="/map" search={{ at: atText(place.position) }} {...props} />}
        >
          {t('places.onMap')}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
