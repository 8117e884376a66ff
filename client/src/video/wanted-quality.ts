/** Which of a camera's two streams a tile of this width is worth. Pure. */
import type { Quality } from '../../../config/contract/camera.ts';

/**
 * In pixels of the screen: four tiles on a monitor of 1920 are worth the main stream, nine are not.
 * Apart, so that a tile at the border does not change to and fro.
 */
const SUB_BELOW_PX = 480;
const MAIN_FROM_PX = 560;

/** `before` is what it plays now; null before it has a size. */
export function wantedQuality(widthPx: number, before: Quality | null): Quality {
  if (widthPx < SUB_BELOW_PX) return 'sub';
  if (widthPx >= MAIN_FROM_PX) return 'main';
  return before ?? 'main';
}
