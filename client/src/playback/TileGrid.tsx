/** The chosen cameras' pictures, in as few rows as hold them; one may be enlarged over the others. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { gridOf } from './playback.rules.ts';
import type { PlaybackDesk } from './playback-desk.ts';
import { type OpenTile, RecordedTile } from './RecordedTile.tsx';
import classes from './TileGrid.module.css';
import type { Recorded } from './use-recorded.ts';

type TileGridProps = {
  desk: PlaybackDesk;
  recorded: readonly Recorded[];
  cameras: ReadonlyMap<string, Camera>;
  tiles: Map<string, OpenTile>;
  selectedId: string | null;
  enlargedId: string | null;
  onSelect: (cameraId: string) => void;
  onEnlarge: (cameraId: string) => void;
  onRemove: (cameraId: string) => void;
};

export function TileGrid({ desk, recorded, cameras, tiles, selectedId, enlargedId, ...act }: TileGridProps) {
  const { t } = useTranslation();
  const { columns, rows } = gridOf(recorded.length);
  return (
    <section
      className={classes.grid}
      aria-label={t('playback.pictures')}
      style={{ '--columns': columns, '--rows': rows } as CSSProperties}
    >
      {recorded.map((each) => {
        const camera = cameras.get(each.cameraId);
        if (!camera) {
          return (
            <div key={each.cameraId} className={classes.gone} role="status">
              <strong>{t('playback.cameraGone')}</strong>
              <button type="button" onClick={() => act.onRemove(each.cameraId)}>
                {t('playback.removeThis')}
              </button>
            </div>
          );
        }
        return (
          <RecordedTile
            key={camera.id}
            {...{ camera, desk, tiles }}
            recorded={each}
            tileCount={enlargedId === null ? recorded.length : 1}
            isSelected={camera.id === selectedId && recorded.length > 1}
            isEnlarged={camera.id === enlargedId}
            isCovered={enlargedId !== null && camera.id !== enlargedId}
            onSelect={() => act.onSelect(camera.id)}
            onEnlarge={() => act.onEnlarge(camera.id)}
            onRemove={() => act.onRemove(camera.id)}
          />
        );
      })}
    </section>
  );
}
