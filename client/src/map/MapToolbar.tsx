/** Above the map: find something, choose layers, filter, list, report an incident. */
import { ActionIcon, Button } from '@mantine/core';
import { IconFlagPlus, IconList, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../config/contract/place.ts';
import { MapFilters } from './MapFilters.tsx';
import { MapFinder } from './MapFinder.tsx';
import { MapHeat } from './MapHeat.tsx';
import { MapLayers } from './MapLayers.tsx';
import classes from './MapPage.module.css';
import { filterCount, NO_FILTER } from './map-filter.rules.ts';
import type { FoundKind } from './map-find.rules.ts';
import type { useMapSearch } from './use-map-search.ts';

type MapToolbarProps = {
  search: ReturnType<typeof useMapSearch>;
  onChoose: (found: { kind: FoundKind; id: string }) => void;
  onPlace: (position: Position) => void;
  maySeeIncidents: boolean;
  found: { count: number; hiddenCount: number };
  isChoosingPlace: boolean;
  mayReport: boolean;
  canReport: boolean;
  onReport: () => void;
  children?: ReactNode;
};

export function MapToolbar(props: MapToolbarProps) {
  const { search, onChoose, onPlace, maySeeIncidents, found, isChoosingPlace, children, ...report } = props;
  const { t } = useTranslation();
  const isFiltered = maySeeIncidents && filterCount(search.filter) > 0;
  return (
    <div className={classes.toolbar}>
      <MapFinder onChoose={onChoose} onPlace={onPlace} />
      <MapLayers search={search} />
      {maySeeIncidents && (
        <>
          <MapHeat heat={search.heat} onHeat={search.setHeat} />
          <MapFilters filter={search.filter} onFilter={search.setFilter} />
          <Button
            variant="default"
            leftSection={<IconList size={16} />}
            aria-pressed={search.isListed}
            data-pressed={search.isListed}
            onClick={() => search.setListed(!search.isListed)}
          >
            {t('map.list')}
          </Button>
        </>
      )}
      {report.mayReport && <ReportButton isChoosingPlace={isChoosingPlace} {...report} />}
      {children}
      {isFiltered && (
        <div className={classes.found} role="status" data-hidden-count={found.hiddenCount}>
          <span>{t('map.found', { count: found.count })}</span>
          <span>{t('map.hidden', { count: found.hiddenCount })}</span>
          <Button size="compact-xs" variant="subtle" onClick={() => search.setFilter(NO_FILTER)}>
            {t('map.clearFilters')}
          </Button>
        </div>
      )}
    </div>
  );
}

type ReportButtonProps = Pick<MapToolbarProps, 'isChoosingPlace' | 'canReport' | 'onReport'>;

function ReportButton({ isChoosingPlace, canReport, onReport }: ReportButtonProps) {
  const { t } = useTranslation();
  if (!isChoosingPlace) {
    return (
      <Button leftSection={<IconFlagPlus size={16} />} disabled={!canReport} onClick={onReport}>
        {t('map.report')}
      </Button>
    );
  }
  return (
    <div className={classes.hint} role="status">
      {t('map.reportHint')}
      <ActionIcon size="sm" onClick={onReport} aria-label={t('map.cancelReport')}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
