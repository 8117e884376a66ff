/** A wall in a window of its own, for another monitor: only the pictures. It has its own connection, so closing one blacks out no other. */
import { IconLayoutGrid } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../kit/ListState.tsx';
import { contentOf, slotsText, wallOf } from '../wall/wall.rules.ts';
import { beWindow } from './pop-out-channel.ts';
import classes from './ScreenPage.module.css';
import { ShownWall } from './ShownWall.tsx';

export function PopOutPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { layout, slots } = useSearch({ from: '/bare/pop-out' });
  const wall = useMemo(() => wallOf(layout ?? '1x1', slots ?? ''), [layout, slots]);
  // In the order of opening, whichever browser made it.
  const [windowId] = useState(() => `${Date.now()}-${Math.random()}`);
  const latest = useRef({ wall, navigate });
  latest.current = { wall, navigate };

  useEffect(
    () =>
      beWindow({
        windowId,
        shown: () => {
          const { wall } = latest.current;
          return wall ? contentOf(wall) : { kind: 'wall', layout: '1x1', slots: [] };
        },
        onShow: (content) => {
          const search = { layout: content.layout, slots: slotsText(content.slots) };
          void latest.current.navigate({ to: '/pop-out', search, replace: true });
        },
      }),
    [windowId],
  );

  return (
    <main className={classes.screen}>
      {wall ? <ShownWall wall={wall} /> : <Empty icon={IconLayoutGrid} title={t('screens.noWall')} />}
    </main>
  );
}
