/** Looking closer at a part of a picture. Pure. */

/** `x` and `y`: which point of the picture is in the middle, from 0 to 1. */
export type Zoom = { factor: number; x: number; y: number };
/** From 0 to 1 of the tile's width and height. */
export type TilePoint = { x: number; y: number };

export const WHOLE: Zoom = { factor: 1, x: 0.5, y: 0.5 };
const MOST = 10;
/** Less than this is a wheel's rounding. */
const WHOLE_BELOW = 1.02;

/** Closer or further by `by`; the point of the picture that is under `at` stays there. */
export function zoomedBy({ factor, x, y }: Zoom, by: number, at: TilePoint = { x: 0.5, y: 0.5 }): Zoom {
  const next = Math.min(MOST, factor * by);
  if (next < WHOLE_BELOW) return WHOLE;
  const closer = (middle: number, under: number) => middle + (under - 0.5) / factor - (under - 0.5) / next;
  return inside({ factor: next, x: closer(x, at.x), y: closer(y, at.y) });
}

/** Shares of the tile: positive shows what is right of it, and below. */
export function panned({ factor, x, y }: Zoom, right: number, down: number): Zoom {
  return inside({ factor, x: x + right / factor, y: y + down / factor });
}

/** As CSS has it; undefined for the whole picture. */
export function transformOf({ factor, x, y }: Zoom): string | undefined {
  if (factor === 1) return undefined;
  const percent = (middle: number) => `${round((0.5 - middle) * factor * 100)}%`;
  return `translate(${percent(x)}, ${percent(y)}) scale(${round(factor)})`;
}

function inside({ factor, x, y }: Zoom): Zoom {
  const half = 0.5 / factor;
  const within = (middle: number) => Math.min(1 - half, Math.max(half, middle));
  return { factor, x: within(x), y: within(y) };
}

function round(number: number): number {
  return Math.round(number * 1_000) / 1_000;
}
