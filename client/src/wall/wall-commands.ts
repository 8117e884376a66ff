/** The wall from the keyboard. */
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { popOutOrSay } from '../screens/pop-out.ts';
import { useSendCommands } from '../screens/use-send-commands.ts';
import { panned } from '../video/digital-zoom.rules.ts';
import { useDigitalZoom } from '../video/digital-zoom.ts';
import { type Digits, withDigit } from './digits.rules.ts';
import { PRESETS } from './layout.rules.ts';
import type { TileAction } from './tile-actions.tsx';
import type { WallDesk } from './use-wall-desk.ts';
import { contentOf } from './wall.rules.ts';

/** By the last digit of its number of slots; the larger ones with Shift. */
const LAYOUT_KEYS: Record<number, string> = {
  1: 'Alt+Digit1',
  4: 'Alt+Digit4',
  6: 'Alt+Digit6',
  8: 'Alt+Digit8',
  9: 'Alt+Digit9',
  13: 'Alt+Shift+Digit3',
  16: 'Alt+Shift+Digit6',
  25: 'Alt+Shift+Digit5',
};
/** Of the picture that is looked at closely, as shares of its tile. */
const PAN = 0.25;
const PANS = [
  { direction: 'left', key: '$mod+ArrowLeft', right: -PAN, down: 0 },
  { direction: 'right', key: '$mod+ArrowRight', right: PAN, down: 0 },
  { direction: 'up', key: '$mod+ArrowUp', right: 0, down: -PAN },
  { direction: 'down', key: '$mod+ArrowDown', right: 0, down: PAN },
] as const;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

type Needs = { desk: WallDesk; actions: readonly TileAction[]; openMenu: () => void };

export function useWallCommands({ desk, actions, openMenu }: Needs): void {
  const { t } = useTranslation();
  const digits = useRef<Digits | null>(null);
  const press = (key: string | undefined) => {
    const entered = withDigit(digits.current, Number(key), desk.slotCount, performance.now());
    digits.current = entered.digits;
    if (entered.slot !== null) desk.select(entered.slot);
  };

  const isOnTour = () => desk.selectedTour() !== undefined;
  useSendCommands('wall', [
    { id: 'send', label: t('screens.sendWall'), content: () => contentOf(desk.wall) },
    {
      id: 'send-camera',
      label: t('screens.sendCamera'),
      content: () =>
        desk.selectedCameraId === null ? null : { kind: 'wall', layout: '1x1', slots: [desk.selectedCameraId] },
    },
  ]);
  useCommands([
    ...PRESETS.map(({ cells }, index): Command => {
      const key = LAYOUT_KEYS[cells.length];
      return {
        id: `wall.layout${cells.length}`,
        group: 'wall',
        label: t('wall.layout', { count: cells.length }),
        ...(key !== undefined && { keys: [key] }),
        run: () => {
          const layout = PRESETS[index];
          if (layout) desk.setLayout(layout);
        },
      };
    }),
    { id: 'wall.left', group: 'wall', label: t('wall.left'), keys: ['ArrowLeft'], run: () => desk.move('left') },
    { id: 'wall.right', group: 'wall', label: t('wall.right'), keys: ['ArrowRight'], run: () => desk.move('right') },
    { id: 'wall.up', group: 'wall', label: t('wall.up'), keys: ['ArrowUp'], run: () => desk.move('up') },
    { id: 'wall.down', group: 'wall', label: t('wall.down'), keys: ['ArrowDown'], run: () => desk.move('down') },
    {
      id: 'wall.byNumber',
      group: 'wall',
      label: t('wall.byNumber'),
      keys: DIGITS,
      shownKeys: '0…9',
      run: press,
    },
    ...PANS.map(
      ({ direction, key, right, down }): Command => ({
        id: `wall.pan-${direction}`,
        group: 'wall',
        label: t(`wall.pan.${direction}`),
        keys: [key],
        enabled: () => useDigitalZoom.getState().zooms.has(desk.selectedCameraId ?? ''),
        run: () => useDigitalZoom.getState().change(desk.selectedCameraId ?? '', (zoom) => panned(zoom, right, down)),
      }),
    ),
    { id: 'wall.take', group: 'wall', label: t('wall.take'), keys: ['x'], run: desk.takeOrPut },
    {
      id: 'wall.letGo',
      group: 'wall',
      label: t('wall.letGo'),
      keys: ['Escape'],
      enabled: () => desk.takenSlot !== null || desk.enlargedSlot !== null,
      run: () => {
        if (desk.takenSlot !== null) desk.letGo();
        else desk.enlarge(desk.selectedSlot);
      },
    },
    { id: 'wall.menu', group: 'wall', label: t('tile.menu'), keys: ['ContextMenu', 'Shift+F10'], run: openMenu },
    {
      id: 'wall.tour-pause',
      group: 'wall',
      label: t('tour.pauseOrResume'),
      keys: ['p'],
      enabled: isOnTour,
      run: () => desk.selectedTour()?.pause(),
    },
    {
      id: 'wall.tour-next',
      group: 'wall',
      label: t('tour.nextOf'),
      keys: ['.'],
      enabled: isOnTour,
      run: () => desk.selectedTour()?.go(1),
    },
    {
      id: 'wall.tour-previous',
      group: 'wall',
      label: t('tour.previousOf'),
      keys: [','],
      enabled: isOnTour,
      run: () => desk.selectedTour()?.go(-1),
    },
    {
      id: 'wall.popOut',
      group: 'wall',
      label: t('screens.popOut'),
      keys: ['Shift+O'],
      run: () => void popOutOrSay(contentOf(desk.wall), t),
    },
    { id: 'wall.clear', group: 'wall', label: t('wall.clear'), run: desk.clear },
    ...actions.map(
      ({ id, label, keys, isPossible, run }): Command => ({
        id,
        group: 'wall',
        label,
        keys,
        enabled: () => isPossible,
        run,
      }),
    ),
  ]);
}
