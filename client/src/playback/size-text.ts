/** A number of bytes as people read it, in powers of ten. */

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function sizeText(byteCount: number): string {
  let count = byteCount;
  let unit = 0;
  while (count >= 1_000 && unit < UNITS.length - 1) {
    count /= 1_000;
    unit += 1;
  }
  return `${unit === 0 || count >= 100 ? Math.round(count) : count.toFixed(1)} ${UNITS[unit]}`;
}
