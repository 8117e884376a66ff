/** From what a hand does to what a camera is asked. Pure. */
import type { PtzOrder, PtzVector } from '../../../config/contract/ptz.ts';

export type Motion = PtzVector & { focus: number };
export type Heading = 'left' | 'right' | 'up' | 'down' | 'zoomIn' | 'zoomOut' | 'focusNear' | 'focusFar';
export type Box = { x: number; y: number; width: number; height: number };

export const STILL: Motion = { pan: 0, tilt: 0, zoom: 0, focus: 0 };
export const SPEEDS = 10;

const HEADINGS: Record<Heading, [axis: keyof Motion, sign: 1 | -1]> = {
  left: ['pan', -1],
  right: ['pan', 1],
  up: ['tilt', 1],
  down: ['tilt', -1],
  zoomIn: ['zoom', 1],
  zoomOut: ['zoom', -1],
  focusNear: ['focus', -1],
  focusFar: ['focus', 1],
};
/** A drag this far, of the picture's width, is full speed. */
const FULL_SPEED_AT = 0.5;
/** Less than this is a hand that trembles. */
const DEAD_ZONE = 0.02;
/** A box smaller than this, of the picture's width, is a slip. */
const SMALLEST_BOX = 0.04;
/** What a zoom from one end to the other enlarges by, as doublings: about 30 times. */
const DOUBLINGS = 5;

/** Several at once go askew; opposites cancel. `speed` from 1 to 10. */
export function motionOf(headings: Iterable<Heading>, speed: number): Motion {
  const motion = { ...STILL };
  for (const heading of headings) {
    const [axis, sign] = HEADINGS[heading];
    motion[axis] += (sign * speed) / SPEEDS;
  }
  return motion;
}

export function isStill(motion: Motion): boolean {
  return motion.pan === 0 && motion.tilt === 0 && motion.zoom === 0 && motion.focus === 0;
}

/** A drag to the right turns to the right, the faster the farther. Distances are shares of the picture. */
export function motionOfDrag(dx: number, dy: number): Motion {
  const speed = (share: number) =>
    Math.abs(share) < DEAD_ZONE ? 0 : Math.round(clamp(share / FULL_SPEED_AT) * 20) / 20;
  return { ...STILL, pan: speed(dx), tilt: -speed(dy) || 0 };
}

/** What is in the box becomes the picture. Undefined when it is too small to be meant. */
export function stepOfBox({ x, y, width, height }: Box): Extract<PtzOrder, { do: 'step' }> | undefined {
  if (width < SMALLEST_BOX || height < SMALLEST_BOX) return undefined;
  const enlargement = 1 / Math.max(width, height);
  return {
    do: 'step',
    pan: round(clamp(x + width / 2 - 0.5)),
    tilt: round(clamp(0.5 - (y + height / 2))),
    zoom: round(clamp(Math.log2(enlargement) / DOUBLINGS)),
  };
}

/** The box between two corners, whichever was first. */
export function boxBetween(from: { x: number; y: number }, to: { x: number; y: number }): Box {
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}

function clamp(value: number): number {
  return Math.min(Math.max(value, -1), 1);
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000 || 0;
}
