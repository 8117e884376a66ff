/** Follows the scrolling of a long list, whose rows are equally high. */
import { type RefObject, useLayoutEffect, useState } from 'react';
import { type RowRange, rowsInSight } from './rows-in-sight.rules.ts';

type Rows = RowRange & { beforePx: number; afterPx: number };

export function useRowsInSight(scroller: RefObject<HTMLElement | null>, rowPx: number, count: number): Rows {
  const [{ scrolledPx, heightPx }, setSeen] = useState({ scrolledPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      // By whole rows: a smaller move draws nothing anew.
      const seen = {
        scrolledPx: Math.floor(element.scrollTop / rowPx) * rowPx,
        heightPx: Math.ceil(element.clientHeight / rowPx) * rowPx,
      };
      setSeen((before) => (before.scrolledPx === seen.scrolledPx && before.heightPx === seen.heightPx ? before : seen));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [scroller, rowPx]);
  const range = rowsInSight({ scrolledPx, heightPx, rowPx, count });
  return { ...range, beforePx: range.from * rowPx, afterPx: (count - range.to) * rowPx };
}
