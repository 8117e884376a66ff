/** Follows the size a tile has on the screen, and what quality that is worth. */
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Quality } from '../../../config/contract/camera.ts';
import { wantedQuality } from './wanted-quality.ts';

/** Null before the element has been laid out. */
export function useWantedQuality(element: RefObject<HTMLElement | null>, isPassing: boolean): Quality | null {
  const [quality, setQuality] = useState<Quality | null>(null);
  useLayoutEffect(() => {
    const shown = element.current;
    if (!shown) return;
    const look = () => {
      const widthPx = shown.clientWidth * window.devicePixelRatio;
      if (widthPx > 0) setQuality((before) => wantedQuality(widthPx, before, isPassing));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(shown);
    return () => observer.disconnect();
  }, [element, isPassing]);
  return quality;
}
