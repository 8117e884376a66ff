/** Which tiles of a moved base map show the ground of one of ours, and where in it they belong. Pure. */

type Tile = { z: number; x: number; y: number };
type Corner = [longitude: number, latitude: number];
/** Shares of a tile's side, from our tile's left and top. */
export type TilePart = { x: number; y: number; leftShare: number; topShare: number };

export function tileShift({ z, x, y }: Tile, toTheirs: (corner: Corner) => readonly number[]): TilePart[] {
  const [longitude = 0, latitude = 0] = toTheirs(cornerOf(x + 0.5, y + 0.5, z));
  const there = tileAt([longitude, latitude], z);
  const [left, top] = [there.x - 0.5, there.y - 0.5];
  const parts: TilePart[] = [];
  for (const column of [Math.floor(left), Math.floor(left) + 1]) {
    for (const row of [Math.floor(top), Math.floor(top) + 1]) {
      const part = { x: column, y: row, leftShare: column - left, topShare: row - top };
      if (part.leftShare < 1 && part.topShare < 1) parts.push(part);
    }
  }
  return parts;
}

/** Web Mercator: a tile's place in fractions, and back. */
export function tileAt([longitude, latitude]: Corner, z: number): { x: number; y: number } {
  const count = 2 ** z;
  const sine = Math.sin((latitude * Math.PI) / 180);
  return {
    x: ((longitude + 180) / 360) * count,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * count,
  };
}

function cornerOf(x: number, y: number, z: number): Corner {
  const count = 2 ** z;
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / count))) * 180) / Math.PI;
  return [(x / count) * 360 - 180, latitude];
}
