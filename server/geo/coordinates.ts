/**
 * The one place where coordinates change their datum. Inside the product every position
 * is WGS-84; what comes from maps of other systems is converted where it enters.
 *
 * CGCS2000 differs from WGS-84 by less than a metre and is taken for it. GCJ-02 is what
 * AMap and Tencent use, BD-09 what Baidu makes of that. The library's way back is a
 * decimetre off, enough for neighbours to overlap along a border: it is gone over again
 * until it is a millimetre.
 */
import gcoord from 'gcoord';
import type { GeoSystem } from '../../config/contract/grid-import.ts';

export type Corner = [longitude: number, latitude: number];

const ROUNDS = 4;
/** Its types promise a default export that what Node loads does not have. */
const { transform, WGS84, GCJ02, BD09 } = gcoord as unknown as typeof gcoord.default;
const SYSTEM = { wgs84: WGS84, gcj02: GCJ02, bd09: BD09 } as const;

export function toWgs84(corner: Corner, from: GeoSystem): Corner {
  if (from === 'wgs84') return corner;
  let found = transform(corner, SYSTEM[from], WGS84);
  for (let round = 0; round < ROUNDS; round += 1) {
    const there = transform(found, WGS84, SYSTEM[from]);
    found = [found[0] + corner[0] - there[0], found[1] + corner[1] - there[1]];
  }
  return rounded(found);
}

export function fromWgs84(corner: Corner, to: GeoSystem): Corner {
  return to === 'wgs84' ? corner : rounded(transform(corner, WGS84, SYSTEM[to]));
}

/** A centimetre is 1e-7 of a degree; two digits more leave shared corners shared. */
function rounded([longitude, latitude]: readonly number[]): Corner {
  return [round(longitude), round(latitude)];
}

function round(degrees = 0): number {
  return Math.round(degrees * 1e9) / 1e9;
}
