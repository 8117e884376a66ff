/** From the sticks and buttons of a gamepad (standard mapping of the W3C Gamepad API) to what a camera is asked. Pure. */
import { type Motion, SPEEDS, STILL } from './ptz-motion.rules.ts';

export type Pad = { axes: readonly number[]; buttons: readonly { pressed: boolean; value: number }[] };
export type PadPress = { do: 'preset'; number: number } | { do: 'stop' };

const AXIS = { pan: 0, tilt: 1, zoom: 3 } as const;
const TRIGGER = { zoomOut: 6, zoomIn: 7 } as const;
/** A, B, X, Y, in the order of the presets. */
const PRESETS = [0, 1, 2, 3];
/** Either shoulder: found without looking. */
const STOPS = [4, 5];

/** Sticks that are let go rarely come to rest at nothing. */
const DEAD_ZONE = 0.15;
/** Slow near the middle, where one aims. */
const EXPONENT = 2;
/** Finer steps would only be more orders. */
const STEPS = 20;

/** A stick pushed away from oneself reads negative: up, and closer. `speed` from 1 to 10 is that of a stick pushed all the way. */
export function motionOfPad({ axes, buttons }: Pad, speed: number): Motion {
  const triggers = (buttons[TRIGGER.zoomIn]?.value ?? 0) - (buttons[TRIGGER.zoomOut]?.value ?? 0);
  const byTrigger = curved(triggers, speed);
  return {
    ...STILL,
    pan: curved(axes[AXIS.pan] ?? 0, speed),
    tilt: curved(-(axes[AXIS.tilt] ?? 0), speed),
    zoom: byTrigger === 0 ? curved(-(axes[AXIS.zoom] ?? 0), speed) : byTrigger,
  };
}

/** What was pressed since the look before. */
export function pressesOfPad(before: Pad | undefined, now: Pad): PadPress[] {
  const isNew = (button: number) => now.buttons[button]?.pressed === true && before?.buttons[button]?.pressed !== true;
  const presets = PRESETS.flatMap((button, index) =>
    isNew(button) ? [{ do: 'preset' as const, number: index + 1 }] : [],
  );
  return STOPS.some(isNew) ? [{ do: 'stop' }] : presets;
}

function curved(value: number, speed: number): number {
  const beyond = Math.max(0, Math.min(Math.abs(value), 1) - DEAD_ZONE) / (1 - DEAD_ZONE);
  const share = Math.sign(value) * beyond ** EXPONENT * (speed / SPEEDS);
  return Math.round(share * STEPS) / STEPS || 0;
}
