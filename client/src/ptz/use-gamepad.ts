/** Turns a camera by gamepad while its controls are open. One that is disconnected, or a page that is not looked at, stops it. */
import { useEffect, useRef, useState } from 'react';
import type { Preset } from '../../../config/contract/ptz.ts';
import { motionOfPad, type Pad, pressesOfPad } from './gamepad.rules.ts';
import { isStill, type Motion, STILL } from './ptz-motion.rules.ts';
import { speedNow, usePtz } from './ptz-store.ts';
import type { PtzOrders } from './use-ptz-orders.ts';

const LOOK_EVERY_MS = 50;

type Needs = { orders: PtzOrders; presets: readonly Preset[]; isEnabled: boolean };

/** Answers whether one is there; a browser tells of it only after one of its buttons was pressed. */
export function useGamepad({ orders, presets, isEnabled }: Needs): boolean {
  const [isThere, setThere] = useState(() => firstPad() !== undefined);
  const latest = useRef({ orders, presets, isEnabled });
  latest.current = { orders, presets, isEnabled };

  useEffect(() => {
    const look = () => setThere(firstPad() !== undefined);
    window.addEventListener('gamepadconnected', look);
    window.addEventListener('gamepaddisconnected', look);
    return () => {
      window.removeEventListener('gamepadconnected', look);
      window.removeEventListener('gamepaddisconnected', look);
    };
  }, []);

  useEffect(() => {
    if (!isThere) return;
    let before: Pad | undefined = firstPad();
    let asked: Motion = STILL;
    const look = () => {
      const { orders, presets, isEnabled } = latest.current;
      const pad = firstPad();
      if (!pad) setThere(false);
      const isLookedAt = isEnabled && document.hasFocus();
      const motion = pad && isLookedAt ? motionOfPad(pad, usePtz.getState().speed) : STILL;
      // A stick at rest leaves alone what mouse and keys began.
      if (!isStill(motion) || !isStill(asked)) orders.move(motion);
      asked = motion;
      for (const press of pad && isLookedAt ? pressesOfPad(before, pad) : []) {
        if (press.do === 'stop') orders.order({ do: 'stop' });
        const preset = press.do === 'preset' ? presets[press.number - 1] : undefined;
        if (preset) orders.order({ do: 'preset', token: preset.token, speed: speedNow() });
      }
      before = pad && { axes: [...pad.axes], buttons: pad.buttons.map(({ pressed, value }) => ({ pressed, value })) };
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      if (!isStill(asked)) latest.current.orders.stop();
    };
  }, [isThere]);
  return isThere;
}

/** Only where the browser knows which button is which. */
function firstPad(): Gamepad | undefined {
  return navigator.getGamepads().find((pad) => pad?.connected && pad.mapping === 'standard') ?? undefined;
}
