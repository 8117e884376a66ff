/** The chosen cameras' pictures, in as few rows as hold them; one may be enlarged over the others. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../../config/contract/camera.ts';
import { NoRight } from '../kit/NoRight.tsx';
import { useMayKeep } from '../seen/use-may-keep.ts';
import { refusalOf } from '../session/refusal.rules.ts';
import { useSession } from '../session/session.ts';
import { gridOf } from './playback.rules.ts';
import type { PlaybackDesk } from './playback-desk.ts';
import { type OpenTile, RecordedTile } from './RecordedTile.tsx';
import classes from './TileGrid.module.css';
import type { Held, Recorded } from './use-recorded.ts';

type TileGridProps = {
  desk: PlaybackDesk;
  cameraIds: readonly string[];
  /** Of those that may be looked at. */
  recorded: readonly Recorded[];
  /** By the camera. */
  held: ReadonlyMap<string, Held>;
  cameras: ReadonlyMap<string, Camera>;
  tiles: Map<string, OpenTile>;
  selectedId: string | null;
  enlargedId: string | null;
  audibleId: string | null;
  onSelect: (cameraId: string) => void;
  onEnlarge: (cameraId: string) => void;
  onAudible: (cameraId: string) => void;
  onKeep: (cameraId: string) => void;
  onRemove: (cameraId: string) => void;
};

export function TileGrid({ desk, cameraIds, recorded, held, cameras, tiles, ...props }: TileGridProps) {
  const { selectedId, enlargedId, audibleId, ...act } = props;
  const { t } = useTranslation();
  const { person } = useSession();
  const mayKeep = useMayKeep();
  const { columns, rows } = gridOf(cameraIds.length);
  return (
    <section
      className={classes.grid}
      aria-label={t('playback.pictures')}
      style={{ '--columns': columns, '--rows': rows } as CSSProperties}
    >
      {cameraIds.map((cameraId) => {
        const camera = cameras.get(cameraId);
        const refusal = camera && refusalOf(person, { action: 'recording.view', cameraGroupId: camera.groupId });
        // To listen takes what listening live takes as well.
        const mayHear = camera && !refusalOf(person, { action: 'camera.watch', cameraGroupId: camera.groupId });
        const each = recorded.find((other) => other.cameraId === cameraId);
        if (!camera || refusal || !each) {
          return (
            <div key={cameraId} className={classes.gone} role="status">
              {camera && <strong>{camera.name}</strong>}
              {refusal ? <NoRight refusal={refusal} /> : <p>{t('playback.cameraGone')}</p>}
              <button type="button" onClick={() => act.onRemove(cameraId)}>
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
            held={held.get(cameraId)}
            tileCount={enlargedId === null ? recorded.length : 1}
            isSelected={camera.id === selectedId && cameraIds.length > 1}
            isEnlarged={camera.id === enlargedId}
            isCovered={enlargedId !== null && camera.id !== enlargedId}
            onSelect={() => act.onSelect(camera.id)}
            isAudible={camera.id === audibleId && mayHear === true}
            onEnlarge={() => act.onEnlarge(camera.id)}
            onAudible={mayHear ? () => act.onAudible(camera.id) : undefined}
            onKeep={mayKeep(camera) ? () => act.onKeep(camera.id) : undefined}
            onRemove={() => act.onRemove(camera.id)}
          />
        );
      })}
    </section>
  );
}
