/** What is here: address, building, grid and who answers for it, and what is around a position. */
import { Button } from '@mantine/core';
import { IconFlagPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ComponentClass, type Here, type NearPlace } from '../../../config/contract/ground.ts';
import type { Position } from '../../../config/contract/place.ts';
import { Facts } from '../kit/Facts.tsx';
import { Failed, Loading } from '../kit/ListState.tsx';
import { HERE_M, useHere } from '../places/places.ts';
import classes from './MapHere.module.css';
import page from './MapPage.module.css';

type MapHereProps = { position: Position; canReport: boolean; onReport: () => void };

export function MapHere({ position, canReport, onReport }: MapHereProps) {
  const { t } = useTranslation();
  const here = useHere(position);
  return (
    <div className={page.card} data-at-point>
      {here.isPending && <Loading />}
      {here.error && !here.data && <Failed thrown={here.error} onRetry={() => void here.refetch()} />}
      {here.data && <HereFacts here={here.data} />}
      <span className={classes.position}>
        {position.longitude.toFixed(6)}, {position.latitude.toFixed(6)}
      </span>
      {canReport && (
        <Button variant="default" leftSection={<IconFlagPlus size={16} />} onClick={onReport}>
          {t('map.reportHere')}
        </Button>
      )}
    </div>
  );
}

function HereFacts({ here }: { here: Here }) {
  const { t } = useTranslation();
  const { address, building, grid, community, members, components, organisations } = here;
  const floors = building?.floors ? ` · ${t('places.floors', { floors: building.floors })}` : '';
  return (
    <>
      <Facts
        facts={[
          [
            t('places.address'),
            address
              ? `${address.address}（${t('places.away', { metres: address.awayM })}）`
              : t('places.noAddress', { metres: HERE_M }),
          ],
          [t('places.building'), building ? `${building.name}${floors}` : t('places.noBuilding')],
          [t('map.grid'), grid ? `${grid.name} · ${grid.code}` : t('map.noGrid')],
          [t('places.community'), community],
          [t('places.responsible'), grid && (members.map(({ name }) => name).join('、') || t('places.nobody'))],
        ]}
      />
      <Near title={t('places.organisations')} places={organisations} />
      <Near title={t('places.components')} places={components} />
    </>
  );
}

function Near({ title, places }: { title: string; places: readonly NearPlace[] }) {
  const { t } = useTranslation();
  if (places.length === 0) return null;
  return (
    <section className={classes.near} aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {places.map((place) => (
          <li key={place.id}>
            <span title={place.code}>{place.name}</span>
            <small>{categoryText(place)}</small>
            <em>{t('places.away', { metres: place.awayM })}</em>
          </li>
        ))}
      </ul>
    </section>
  );

  function categoryText({ kind, category }: NearPlace): string {
    const ofClass = ComponentClass.safeParse(category);
    return kind === 'component' && ofClass.success ? t(`places.componentClass.${ofClass.data}`) : category;
  }
}
