/** Of a long list of rows that are equally high, those worth drawing. Pure. */

export type RowRange = { from: number; to: number };

/** Beyond what is seen, so that scrolling finds rows there already. */
const OVERSCAN = 8;

type Scrolled = { scrolledPx: number; heightPx: number; rowPx: number; count: number };

export function rowsInSight({ scrolledPx, heightPx, rowPx, count }: Scrolled): RowRange {
  const first = Math.floor(scrolledPx / rowPx) - OVERSCAN;
  const last = Math.ceil((scrolledPx + heightPx) / rowPx) + OVERSCAN;
  const to = Math.min(count, Math.max(last, OVERSCAN));
  return { from: Math.max(0, Math.min(first, to - 1)), to };
}
