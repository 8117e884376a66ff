/** The incidents the map shows as a list, and those that lie on one spot of it. */
import { IconFilterOff, IconFlag } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useSelection } from '../selection/selection.ts';
import { IncidentRows } from './IncidentRows.tsx';
import classes from './MapPage.module.css';
import { newestFirst } from './map-filter.rules.ts';
import type { MapIncidents } from './use-map-incidents.ts';

export function MapList({ found, isFiltered }: { found: MapIncidents; isFiltered: boolean }) {
  const { t } = useTranslation();
  const { incidentId, selectIncident } = useSelection();
  const { incidents, nowhereCount } = found;
  const rows = useMemo(() => newestFirst(incidents), [incidents]);
  if (rows.length === 0) {
    return isFiltered ? (
      <Empty icon={IconFilterOff} title={t('map.noneFound')} hint={t('map.noneFoundHint')} />
    ) : (
      <Empty icon={IconFlag} title={t('map.noneOpen')} hint={t('map.noneOpenHint')} />
    );
  }
  return (
    <>
      {nowhereCount > 0 && <p className={classes.nowhere}>{t('map.nowhere', { count: nowhereCount })}</p>}
      <IncidentRows label={t('map.list')} incidents={rows} chosenId={incidentId} onChoose={selectIncident} />
    </>
  );
}

export function SpotList({ incidentIds }: { incidentIds: readonly string[] }) {
  const { t } = useTranslation();
  const { incidentId, selectIncident } = useSelection();
  const known = useSite((site) => site.incidents);
  const rows = useMemo(() => newestFirst(incidentIds.flatMap((id) => known.get(id) ?? [])), [incidentIds, known]);
  return <IncidentRows label={t('map.list')} incidents={rows} chosenId={incidentId} onChoose={selectIncident} />;
}
