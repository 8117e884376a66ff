/** Every way to move through the time, each with its key. */
import { notifications } from '@mantine/notifications';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../commands/use-commands.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { serverNowMs } from '../realtime/connection-store.ts';
import { SEARCHED_DAYS } from './event-search.ts';
import { eventFrom, neighbourRate, reversedRate } from './playback-clock.rules.ts';
import type { PlaybackDesk } from './playback-desk.ts';
import { zoomed } from './timeline.rules.ts';

export type PlaybackMoves = {
  by(ms: number): void;
  frame(direction: 1 | -1): void;
  toEvent(direction: 1 | -1): void;
  reverse(): void;
  mark(which: 'in' | 'out'): void;
};

type Needs = {
  desk: PlaybackDesk;
  /** Of the days that are shown. */
  eventTimesMs: readonly number[];
  /** Beyond them. */
  searchEvent: (atMs: number, direction: 1 | -1) => Promise<number | undefined>;
  /** Steps by the chosen camera's pictures; answers the moment of the one that is shown then. */
  step: (direction: 1 | -1) => Promise<number | undefined>;
  selectNext: (direction: 1 | -1) => void;
  enlarge: () => void;
  hear: () => void;
  /** Puts the chosen camera's picture into an incident; null for whoever may not. */
  keep: (() => void) | null;
  /** Of the marked range; null without one, and for whoever may not. */
  lock: (() => void) | null;
  takeOut: (() => void) | null;
};

const ZOOM_IN = 0.5;

export function usePlaybackMoves({
  desk,
  eventTimesMs,
  searchEvent,
  step,
  selectNext,
  enlarge,
  hear,
  ...acts
}: Needs): PlaybackMoves {
  const { t } = useTranslation();
  const isSearching = useRef(false);
  const go = (atMs: number) => desk.go(Math.min(atMs, serverNowMs()));
  const moves: PlaybackMoves = {
    by: (ms) => go(desk.momentMs() + ms),
    frame: (direction) => {
      desk.pause();
      void step(direction).then((atMs) => {
        if (atMs !== undefined) go(atMs);
      });
    },
    toEvent: (direction) => {
      const atMs = desk.momentMs();
      const found = eventFrom(atMs, eventTimesMs, direction);
      if (found !== undefined) return go(found);
      if (isSearching.current) return;
      isSearching.current = true;
      searchEvent(atMs, direction)
        .then((further) => {
          if (further !== undefined) return go(further);
          notifications.show({ message: t('playback.noMoreEvents', { days: SEARCHED_DAYS }) });
        }, sayFailure)
        .finally(() => {
          isSearching.current = false;
        });
    },
    reverse: () => desk.run(reversedRate(desk.store.getState().time.rate)),
    mark: (which) => {
      const here = Math.round(desk.momentMs());
      const { range } = desk.store.getState();
      const { fromMs, toMs } = range ?? { fromMs: here, toMs: here };
      if (which === 'in') desk.setRange({ fromMs: here, toMs: here < toMs ? toMs : here + 1_000 });
      else desk.setRange({ fromMs: fromMs < here ? fromMs : here - 1_000, toMs: here });
    },
  };
  const pace = (steps: 1 | -1) => desk.run(neighbourRate(desk.store.getState().time.rate, steps));
  const zoom = (factor: number) => desk.setView((view) => zoomed(view, desk.momentMs(), factor));
  const group = 'playback' as const;

  useCommands([
    { id: 'playback.toggle', group, label: t('playback.playOrPause'), keys: ['Space'], run: desk.toggle },
    { id: 'playback.reverse', group, label: t('playback.reverse'), keys: ['r'], run: moves.reverse },
    { id: 'playback.slower', group, label: t('playback.slower'), keys: ['['], run: () => pace(-1) },
    { id: 'playback.faster', group, label: t('playback.faster'), keys: [']'], run: () => pace(1) },
    { id: 'playback.frameBack', group, label: t('playback.frameBack'), keys: [','], run: () => moves.frame(-1) },
    { id: 'playback.frameForward', group, label: t('playback.frameForward'), keys: ['.'], run: () => moves.frame(1) },
    { id: 'playback.back', group, label: t('playback.back10'), keys: ['j'], run: () => moves.by(-10_000) },
    { id: 'playback.forward', group, label: t('playback.forward10'), keys: ['l'], run: () => moves.by(10_000) },
    { id: 'playback.nextEvent', group, label: t('playback.nextEvent'), keys: ['n'], run: () => moves.toEvent(1) },
    { id: 'playback.lastEvent', group, label: t('playback.lastEvent'), keys: ['p'], run: () => moves.toEvent(-1) },
    { id: 'playback.markIn', group, label: t('playback.markIn'), keys: ['i'], run: () => moves.mark('in') },
    { id: 'playback.markOut', group, label: t('playback.markOut'), keys: ['o'], run: () => moves.mark('out') },
    { id: 'playback.clearRange', group, label: t('playback.clearRange'), keys: ['u'], run: () => desk.setRange(null) },
    { id: 'playback.zoomIn', group, label: t('playback.zoomIn'), keys: ['='], run: () => zoom(ZOOM_IN) },
    { id: 'playback.zoomOut', group, label: t('playback.zoomOut'), keys: ['-'], run: () => zoom(1 / ZOOM_IN) },
    {
      id: 'playback.centred',
      group,
      label: t('playback.centred'),
      keys: ['c'],
      run: () => desk.setCentred(!desk.store.getState().isCentred),
    },
    {
      id: 'playback.nextCamera',
      group,
      label: t('playback.nextCamera'),
      keys: ['ArrowDown', 'ArrowRight'],
      run: () => selectNext(1),
    },
    {
      id: 'playback.lastCamera',
      group,
      label: t('playback.lastCamera'),
      keys: ['ArrowUp', 'ArrowLeft'],
      run: () => selectNext(-1),
    },
    { id: 'playback.audible', group, label: t('tile.audible'), keys: ['m'], run: hear },
    {
      id: 'playback.keep',
      group,
      label: t('seen.into'),
      keys: ['Shift+s'],
      enabled: () => acts.keep !== null,
      run: () => acts.keep?.(),
    },
    {
      id: 'playback.lock',
      group,
      label: t('playback.lockTitle'),
      keys: ['Shift+L'],
      enabled: () => acts.lock !== null,
      run: () => acts.lock?.(),
    },
    {
      id: 'playback.export',
      group,
      label: t('playback.exportTitle'),
      keys: ['Shift+E'],
      enabled: () => acts.takeOut !== null,
      run: () => acts.takeOut?.(),
    },
    { id: 'playback.enlarge', group, label: t('playback.enlarge'), keys: ['Enter'], run: enlarge },
  ]);
  return moves;
}
