/** What happens beside the wall: alerts, incidents and the map, each to be dragged onto a slot. */
import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertPanel } from '../alerts/AlertPanel.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { Loading } from '../kit/ListState.tsx';
import { useMay } from '../session/session.ts';
import { WallIncidents } from './WallIncidents.tsx';
import { WallScreens } from './WallScreens.tsx';
import classes from './WallSide.module.css';
import type { Wall } from './wall.rules.ts';

const WallMap = lazy(() => import('./WallMap.tsx').then((module) => ({ default: module.WallMap })));

type Side = 'alerts' | 'incidents' | 'map' | 'screens';
const KEY = 'lianqin.wall-side';

type WallSideProps = { wall: Wall; selectedCameraId: string | null; onPick: (cameraId: string) => void };

export function WallSide({ wall, selectedCameraId, onPick }: WallSideProps) {
  const { t } = useTranslation();
  const may = {
    alerts: useMay('alert.view'),
    incidents: useMay('incident.view'),
    map: useMay('grid.view'),
    screens: useMay('screen.drive'),
  };
  const sides = (['alerts', 'incidents', 'map', 'screens'] as const).filter((side) => may[side]);
  const [wanted, setWanted] = useState(() => localStorage.getItem(KEY));
  const chosen = sides.find((side) => side === wanted) ?? sides[0];
  const nameOf = (side: Side) => (side === 'screens' ? t('wall.screens') : t(`workspace.${side}`));
  const choose = (side: string) => {
    localStorage.setItem(KEY, side);
    setWanted(side);
  };
  useCommands(
    sides.map((side) => ({
      id: `wall.side-${side}` as const,
      group: 'wall' as const,
      label: t('wall.showBeside', { side: nameOf(side) }),
      ...(side === 'screens' && { keys: ['Shift+B'] }),
      run: () => choose(side),
    })),
  );
  if (chosen === undefined) return null;
  const tabs = (
    <SegmentedControl
      className={classes.tabs ?? ''}
      aria-label={t('wall.side')}
      value={chosen}
      onChange={choose}
      data={sides.map((side) => ({ value: side, label: nameOf(side) }))}
    />
  );

  if (chosen === 'alerts') return <AlertPanel tabs={tabs} onWall={onPick} />;
  return (
    <aside className={classes.panel} aria-label={nameOf(chosen)}>
      <header className={classes.head}>{tabs}</header>
      {chosen === 'incidents' && <WallIncidents onPick={onPick} />}
      {chosen === 'map' && (
        <Suspense fallback={<Loading />}>
          <WallMap onPick={onPick} />
        </Suspense>
      )}
      {chosen === 'screens' && <WallScreens wall={wall} selectedCameraId={selectedCameraId} />}
    </aside>
  );
}
