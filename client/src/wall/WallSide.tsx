/** What happens beside the wall: alerts, incidents and the map, each to be dragged onto a slot. */
import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertPanel } from '../alerts/AlertPanel.tsx';
import { Loading } from '../kit/ListState.tsx';
import { useMay } from '../session/session.ts';
import { WallIncidents } from './WallIncidents.tsx';
import classes from './WallSide.module.css';

const WallMap = lazy(() => import('./WallMap.tsx').then((module) => ({ default: module.WallMap })));

type Side = 'alerts' | 'incidents' | 'map';
const KEY = 'lianqin.wall-side';

export function WallSide({ onPick }: { onPick: (cameraId: string) => void }) {
  const { t } = useTranslation();
  const may = { alerts: useMay('alert.view'), incidents: useMay('incident.view'), map: useMay('grid.view') };
  const sides = (['alerts', 'incidents', 'map'] as const).filter((side) => may[side]);
  const [chosen, setChosen] = useState<Side>(
    () => sides.find((side) => side === localStorage.getItem(KEY)) ?? 'alerts',
  );
  const choose = (side: string) => {
    localStorage.setItem(KEY, side);
    setChosen(sides.find((each) => each === side) ?? 'alerts');
  };
  const tabs = (
    <SegmentedControl
      className={classes.tabs ?? ''}
      aria-label={t('wall.side')}
      value={chosen}
      onChange={choose}
      data={sides.map((side) => ({ value: side, label: t(`workspace.${side}`) }))}
    />
  );

  if (chosen === 'alerts') return <AlertPanel tabs={tabs} />;
  return (
    <aside className={classes.panel} aria-label={t(`workspace.${chosen}`)}>
      <header className={classes.head}>{tabs}</header>
      {chosen === 'incidents' ? (
        <WallIncidents onPick={onPick} />
      ) : (
        <Suspense fallback={<Loading />}>
          <WallMap onPick={onPick} />
        </Suspense>
      )}
    </aside>
  );
}
