/** Which of a camera's two streams a tile of this width is worth. Pure. */
import type { Quality } from '../../../config/contract/camera.ts';

type Borders = { subBelowPx: number; mainFromPx: number };

/**
 * In pixels of the screen: four tiles on a monitor of 1920 are worth the main stream, nine are not.
 * Apart, so that a tile at the border does not change to and fro.
 */
const LASTING: Borders = { subBelowPx: 480, mainFromPx: 560 };
/** Of a tour two pictures are decoded at every switch, on every slot at once: only a large one is worth it. */
const PASSING: Borders = { subBelowPx: 700, mainFromPx: 860 };

/** `before` is what it plays now; null before it has a size. */
export function wantedQuality(widthPx: number, before: Quality | null, isPassing = false): Quality {
  const { subBelowPx, mainFromPx } = isPassing ? PASSING : LASTING;
  if (widthPx < subBelowPx) return 'sub';
  if (widthPx >= mainFromPx) return 'main';
  return before ?? 'main';
}
