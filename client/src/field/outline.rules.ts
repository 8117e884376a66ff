/** The outline of a grid as a small drawing, north up. Pure. */
import type { Position, Rings } from '../../../config/contract/place.ts';
import { boundsOf, type Point } from '../map/geometry.ts';

export const OUTLINE = 200;
const MARGIN = 10;

export type Outline = { path: string; place: (position: Position) => Point };

export function outlineOf(rings: Rings): Outline {
  const [west, south, east, north] = boundsOf(rings.flat()) ?? [0, 0, 1, 1];
  // A degree east is shorter than a degree north.
  const narrowed = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const span = Math.max((east - west) * narrowed, north - south) || 1;
  const scale = (OUTLINE - 2 * MARGIN) / span;
  const at = (longitude: number, latitude: number): Point => [
    OUTLINE / 2 + (longitude - (west + east) / 2) * narrowed * scale,
    OUTLINE / 2 - (latitude - (south + north) / 2) * scale,
  ];
  const path = rings
    .map(
      (ring) =>
        `M${ring
          .map(([x, y]) =>
            at(x, y)
              .map((each) => each.toFixed(1))
              .join(' '),
          )
          .join('L')}Z`,
    )
    .join('');
  return { path, place: ({ longitude, latitude }) => at(longitude, latitude) };
}
