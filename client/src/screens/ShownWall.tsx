/** A wall that is only looked at: no selection, nothing to drag, nothing to press. */
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { useSite } from '../realtime/site-store.ts';
import { TourTile } from '../tours/TourTile.tsx';
import { VideoTile } from '../video/VideoTile.tsx';
import { placeOf, placeTiles } from '../wall/placement.ts';
import classes from '../wall/WallGrid.module.css';
import { shareOf, tourIdOf, type Wall } from '../wall/wall.rules.ts';

/** What is in a slot, and whether it moves. */
export type ShownTile = { slot: number; cameraId: string; isLive: boolean };

type ShownWallProps = { wall: Wall; onTiles?: (tiles: readonly ShownTile[]) => void };

export function ShownWall({ wall, onTiles }: ShownWallProps) {
  const cameras = useSite((site) => site.cameras);
  const [tiles, setTiles] = useState<ReadonlyMap<number, ShownTile>>(new Map());
  const tell = useRef(onTiles);
  tell.current = onTiles;
  useEffect(() => {
    tell.current?.([...tiles.values()]);
  }, [tiles]);
  const take = (tile: ShownTile) => setTiles((before) => new Map(before).set(tile.slot, tile));
  const { columns, rows } = wall.layout;

  return (
    <section
      className={classes.wall}
      data-layout={wall.layout.cells.length}
      style={{ '--columns': columns, '--rows': rows } as CSSProperties}
    >
      {placeTiles(wall, null).map(({ content, slot, cell }) => {
        const tourId = tourIdOf(content);
        const camera = cameras.get(content);
        return (
          <div
            key={tourId === null ? content : `${content} ${slot}`}
            className={classes.placed}
            data-slot={slot + 1}
            style={placeOf(cell)}
          >
            {tourId !== null && (
              <TourTile
                tourId={tourId}
                share={shareOf(wall, slot)}
                audibleId={null}
                onShown={(cameraId) => cameraId !== null && take({ slot, cameraId, isLive: true })}
              />
            )}
            {camera && <VideoTile camera={camera} onLive={(isLive) => take({ slot, cameraId: camera.id, isLive })} />}
          </div>
        );
      })}
    </section>
  );
}
