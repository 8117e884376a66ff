/**
 * A big screen: shows what it is sent, says what it shows, and needs no hands. The
 * pointer hides, the screen is kept awake, and it comes back by itself.
 */
import { IconDeviceTv } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../config/contract/screen.ts';
import { Empty, Loading } from '../kit/ListState.tsx';
import { useSession } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { slotsText, wallOf } from '../wall/wall.rules.ts';
import classes from './ScreenPage.module.css';
import { ShownWall } from './ShownWall.tsx';
import { report } from './screen-report.ts';
import { useScreens } from './screens.ts';
import type { ShownTile } from './shown.rules.ts';
import { useKeptAwake } from './use-kept-awake.ts';
import { usePointerAway } from './use-pointer-away.ts';

const REPORT_EVERY_MS = 3_000;
const BoardOnScreen = lazy(() =>
  import('../board/BoardOnScreen.tsx').then((module) => ({ default: module.BoardOnScreen })),
);
const ScreenMap = lazy(() => import('./ScreenMap.tsx').then((module) => ({ default: module.ScreenMap })));
const TodayBoard = lazy(() => import('../today/TodayBoard.tsx').then((module) => ({ default: module.TodayBoard })));
const WallMap = lazy(() => import('../wall/WallMap.tsx').then((module) => ({ default: module.WallMap })));

export function ScreenPage() {
  const { t } = useTranslation();
  const { screenId } = useParams({ from: '/bare/screen/$screenId' });
  const { data: screens, isPending } = useScreens();
  const isPointerAway = usePointerAway();
  useKeptAwake();
  const screen = screens?.find(({ id }) => id === screenId);

  return (
    <main className={classes.screen} data-pointer-away={isPointerAway} data-screen={screenId}>
      {isPending && <Loading />}
      {!isPending && !screen && <Empty icon={IconDeviceTv} title={t('screens.none')} hint={t('screens.noneHint')} />}
      {screen && <Shown screen={screen} />}
    </main>
  );
}

function Shown({ screen }: { screen: Screen }) {
  const { t } = useTranslation();
  const { content } = screen;
  const tiles = useRef<readonly ShownTile[]>([]);
  const wall = useMemo(
    () => (content.kind === 'wall' ? wallOf(content.layout, slotsText(content.slots)) : undefined),
    [content],
  );
  const say = () => report({ screenId: screen.id, contentAtMs: screen.atMs, tiles: [...tiles.current] });

  // biome-ignore lint/correctness/useExhaustiveDependencies: at once when it was told something new, and again and again
  useEffect(() => {
    // A wall has told its tiles by now.
    if (!wall) tiles.current = [];
    say();
    const timer = setInterval(say, REPORT_EVERY_MS);
    return () => clearInterval(timer);
  }, [screen.id, screen.atMs]);

  if (wall) {
    const take = (shown: readonly ShownTile[]) => {
      tiles.current = shown;
      say();
    };
    return <ShownWall wall={wall} screenId={screen.id} onTiles={take} />;
  }
  if (content.kind === 'map') {
    return (
      <Suspense fallback={<Loading />}>
        {content.view ? <ScreenMap view={content.view} /> : <WallMap onPick={() => {}} />}
      </Suspense>
    );
  }
  if (content.kind === 'overview') {
    return (
      <Suspense fallback={<Loading />}>
        <TodayBoard />
      </Suspense>
    );
  }
  if (content.kind === 'board') {
    return (
      <Suspense fallback={<Loading />}>
        <BoardOnScreen />
      </Suspense>
    );
  }
  return <Waiting title={screen.name} text={t('screens.waiting')} />;
}

function Waiting({ title, text }: { title: string; text: string }) {
  const { site } = useSession();
  const time = useTimeText();
  const nowMs = useNowMs(500);
  return (
    <div className={classes.waiting}>
      <small>{site.name}</small>
      <strong>{time.clock(nowMs)}</strong>
      <span>{time.date(nowMs)}</span>
      <h1>{title}</h1>
      <p>{text}</p>
    </div>
  );
}
