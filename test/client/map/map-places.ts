/** Made-up places for the tests of the map. */
import type { Grid, Position } from '../../../config/contract/place.ts';

export function at(longitude: number, latitude: number): Position {
  return { longitude, latitude };
}

/** A base grid with its corner at west and south. */
export function square(id: string, west: number, south: number, side: number): Grid {
  const [east, north] = [west + side, south + side];
  return {
    id,
    code: `44010501${id}`,
    name: id,
    kind: 'base',
    community: '滨江社区',
    line: '',
    baseGridIds: [],
    endedAtMs: null,
    rings: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}
