/** The grid in hand: what it is called, who walks it, and what is open in it. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { useGridMembers } from '../grids/use-grid-members.ts';
import { liesIn } from '../incidents/grids-of.rules.ts';
import { Facts } from '../kit/Facts.tsx';
import { useSite } from '../realtime/site-store.ts';
import classes from './MapPage.module.css';
import { OpenIncidents } from './OpenIncidents.tsx';

export function MapGrid({ grid }: { grid: Grid }) {
  const { t } = useTranslation();
  const grids = useSite((site) => site.grids);
  const members = useGridMembers()?.filter(({ gridId, isActive }) => gridId === grid.id && isActive);
  const above = [...grids.values()].filter(({ baseGridIds }) => baseGridIds.includes(grid.id));
  const belongs = useCallback((incident: Incident) => liesIn(incident, grid.id), [grid.id]);
  return (
    <div className={classes.card}>
      <h3>{grid.name}</h3>
      <Facts
        facts={[
          [t('grids.code'), grid.code],
          [t('grids.community'), grid.community],
          [t('map.lines'), above.map(({ name, line }) => `${name} · ${line}`).join('\n')],
          [t('map.members'), members && (members.map(({ name }) => name).join('、') || t('map.noMembers'))],
        ]}
      />
      <Button variant="default" renderRoot={(props) => <Link to="/grids" search={{ grid: grid.id }} {...props} />}>
        {t('map.toGrid')}
      </Button>
      <OpenIncidents belongs={belongs} />
    </div>
  );
}
