/**
 * A wall that is only looked at: no selection, nothing to drag, nothing to press. When it
 * is told another wall, the pictures that are in both go on where they then are.
 */
import { IconVideoOff } from '@tabler/icons-react';
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../kit/ListState.tsx';
import { useSite } from '../realtime/site-store.ts';
import { TourTile } from '../tours/TourTile.tsx';
import { VideoTile } from '../video/VideoTile.tsx';
import { placeOf, placeTiles } from '../wall/placement.ts';
import classes from '../wall/WallGrid.module.css';
import { shareOf, tourIdOf, type Wall } from '../wall/wall.rules.ts';
import { type Heard, type ShownTile, shownTiles, tileKey } from './shown.rules.ts';

type ShownWallProps = {
  wall: Wall;
  /** The big screen it is on; left out in a window of its own. */
  screenId?: string;
  onTiles?: (tiles: readonly ShownTile[]) => void;
};

export function ShownWall({ wall, screenId, onTiles }: ShownWallProps) {
  const { t } = useTranslation();
  const cameras = useSite((site) => site.cameras);
  const isLoaded = useSite((site) => site.loaded);
  const [heard, setHeard] = useState<Heard>({ cameras: new Map(), tours: new Map() });
  const placements = useMemo(() => placeTiles(wall, null), [wall]);
  const tell = useRef(onTiles);
  tell.current = onTiles;
  useEffect(() => {
    tell.current?.(shownTiles(placements, heard, (cameraId) => cameras.has(cameraId)));
  }, [placements, heard, cameras]);
  const hearCamera = (cameraId: string, isLive: boolean) =>
    setHeard((before) => ({ ...before, cameras: new Map(before.cameras).set(cameraId, isLive) }));
  const hearTour = (key: string, cameraId: string | null, isLive: boolean) =>
    setHeard((before) => ({ ...before, tours: new Map(before.tours).set(key, { cameraId, isLive }) }));
  const { columns, rows } = wall.layout;

  return (
    <section
      className={classes.wall}
      data-layout={wall.layout.cells.length}
      style={{ '--columns': columns, '--rows': rows } as CSSProperties}
    >
      {placements.map((placement) => {
        const { content, slot, cell } = placement;
        const tourId = tourIdOf(content);
        const camera = cameras.get(content);
        const key = tileKey(placement);
        return (
          <div key={key} className={classes.placed} data-slot={slot + 1} style={placeOf(cell)}>
            {tourId !== null && (
              <TourTile
                tourId={tourId}
                share={shareOf(wall, slot)}
                audibleId={null}
                screenId={screenId}
                onShown={(cameraId, isLive) => hearTour(key, cameraId, isLive)}
              />
            )}
            {camera && <VideoTile camera={camera} onLive={(isLive) => hearCamera(camera.id, isLive)} />}
            {tourId === null && !camera && isLoaded && (
              <div className={classes.gone}>
                <Empty icon={IconVideoOff} title={t('screens.goneHere')} />
              </div>
            )}
          </div>
        );
      })}
    </section>
  );
}
