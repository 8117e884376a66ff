/** What a wall that is only looked at says of itself: each slot that holds something, and whether it moves. Pure. */
import type { Placement } from '../wall/placement.ts';
import { tourIdOf } from '../wall/wall.rules.ts';

/** What is in a slot, and whether it moves. */
export type ShownTile = { slot: number; cameraId: string; isLive: boolean };

/** As the tiles said it last: cameras by their id, and tours by `tileKey`. */
export type Heard = {
  cameras: ReadonlyMap<string, boolean>;
  tours: ReadonlyMap<string, { cameraId: string | null; isLive: boolean }>;
};

/** The same for as long as the picture stays, whatever else is sent. */
export function tileKey({ content, slot }: Pick<Placement, 'content' | 'slot'>): string {
  return tourIdOf(content) === null ? content : `${content} ${slot}`;
}

/** A camera that is gone is told as one that does not move; a tour that shows nothing is not told. */
export function shownTiles(
  placements: readonly Placement[],
  heard: Heard,
  isThere: (cameraId: string) => boolean,
): ShownTile[] {
  return placements.flatMap((placement) => {
    const { content, slot } = placement;
    if (tourIdOf(content) === null)
      return [{ slot, cameraId: content, isLive: isThere(content) && (heard.cameras.get(content) ?? false) }];
    const { cameraId = null, isLive = false } = heard.tours.get(tileKey(placement)) ?? {};
    return cameraId === null ? [] : [{ slot, cameraId, isLive: isThere(cameraId) && isLive }];
  });
}
