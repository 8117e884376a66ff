/** A wall in a window of its own, for another monitor: only the pictures. It has its own connection, so closing one blacks out no other. */
import { IconLayoutGrid } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../kit/ListState.tsx';
import { wallOf } from '../wall/wall.rules.ts';
import classes from './ScreenPage.module.css';
import { ShownWall } from './ShownWall.tsx';

export function PopOutPage() {
  const { t } = useTranslation();
  const { layout, slots } = useSearch({ from: '/bare/pop-out' });
  const wall = useMemo(() => wallOf(layout ?? '1x1', slots ?? ''), [layout, slots]);
  return (
    <main className={classes.screen}>
      {wall ? <ShownWall wall={wall} /> : <Empty icon={IconLayoutGrid} title={t('screens.noWall')} />}
    </main>
  );
}
