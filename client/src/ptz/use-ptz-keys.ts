/** Turning from the keyboard: held keys move, letting go stops. The same commands stand in palette and help. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraFeature } from '../../../config/contract/device.ts';
import type { Preset } from '../../../config/contract/ptz.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { HeldKeys } from './held-keys.ts';
import { type Heading, motionOf, SPEEDS } from './ptz-motion.rules.ts';
import { speedNow, usePtz } from './ptz-store.ts';
import type { PtzOrders } from './use-ptz-orders.ts';

const KEYS: Record<Heading, string> = {
  left: 'Shift+ArrowLeft',
  right: 'Shift+ArrowRight',
  up: 'Shift+ArrowUp',
  down: 'Shift+ArrowDown',
  zoomIn: 'Shift+PageUp',
  zoomOut: 'Shift+PageDown',
  focusNear: '[',
  focusFar: ']',
};
const HEADINGS: Heading[] = ['left', 'right', 'up', 'down', 'zoomIn', 'zoomOut', 'focusNear', 'focusFar'];
const PRESET_KEYS = 9;
/** Run from the palette there is no key to let go. */
const NUDGE_MS = 400;

type Needs = {
  orders: PtzOrders;
  features: readonly CameraFeature[];
  presets: readonly Preset[];
  isEnabled: boolean;
};

export function usePtzKeys({ orders, features, presets, isEnabled }: Needs): void {
  const { t } = useTranslation();
  const held = useRef(new HeldKeys());
  const { move, stop } = orders;

  useEffect(() => {
    const down = (event: KeyboardEvent) => held.current.down(event);
    const up = (event: KeyboardEvent) => {
      held.current.up(event);
      move(motionOf(held.current.headings, usePtz.getState().speed));
    };
    window.addEventListener('keydown', down, true);
    window.addEventListener('keyup', up, true);
    return () => {
      window.removeEventListener('keydown', down, true);
      window.removeEventListener('keyup', up, true);
    };
  }, [move]);

  const start = (heading: Heading) => {
    if (!held.current.hold(heading, KEYS[heading])) setTimeout(stop, NUDGE_MS);
    move(motionOf(new Set([...held.current.headings, heading]), usePtz.getState().speed));
  };
  const enabled = () => isEnabled;
  useCommands([
    ...HEADINGS.filter((heading) => features.includes(heading.startsWith('focus') ? 'focus' : 'ptz')).map(
      (heading): Command => ({
        id: `ptz.${heading}`,
        group: 'ptz',
        label: t(`ptz.heading.${heading}`),
        keys: [KEYS[heading]],
        enabled,
        run: () => start(heading),
      }),
    ),
    ...([1, -1] as const).map(
      (step): Command => ({
        id: step > 0 ? 'ptz.quicker' : 'ptz.slower',
        group: 'ptz',
        label: t(step > 0 ? 'ptz.quicker' : 'ptz.slower'),
        keys: [step > 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'],
        enabled,
        run: () => usePtz.setState(({ speed }) => ({ speed: Math.min(SPEEDS, Math.max(1, speed + step)) })),
      }),
    ),
    ...(features.includes('home')
      ? [
          {
            id: 'ptz.home',
            group: 'ptz',
            label: t('ptz.home'),
            keys: ['Shift+Home'],
            enabled,
            run: () => orders.order({ do: 'home', speed: speedNow() }),
          } satisfies Command,
        ]
      : []),
    ...presets.slice(0, PRESET_KEYS).map(
      ({ token, name }, index): Command => ({
        id: `ptz.preset${index + 1}`,
        group: 'ptz',
        label: t('ptz.goTo', { name }),
        keys: [`Shift+Digit${index + 1}`],
        enabled,
        run: () => orders.order({ do: 'preset', token, speed: speedNow() }),
      }),
    ),
  ]);
}
