/** What is in a slot, where the grid puts it: dragged, looked at closer, and with its own menu. A camera, or a tour of them. */
import { IconArrowsMaximize, IconArrowsMinimize, IconDots, IconX } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertLevel } from '../../../config/contract/alert.ts';
import type { Camera } from '../../../config/contract/camera.ts';
import { LevelMark } from '../alerts/LevelMark.tsx';
import { PtzSurface } from '../ptz/PtzSurface.tsx';
import { usePtz } from '../ptz/ptz-store.ts';
import { TalkButton } from '../talk/TalkButton.tsx';
import { TourTile } from '../tours/TourTile.tsx';
import { useDigitalZoom } from '../video/digital-zoom.ts';
import { onPicture } from '../video/double-click.ts';
import { useZoomGestures } from '../video/use-zoom-gestures.ts';
import { VideoTile } from '../video/VideoTile.tsx';
import { type Placement, placeOf } from './placement.ts';
import { useDragSource } from './use-drag-source.ts';
import { useDropSlot } from './use-drop-slot.ts';
import type { WallDesk } from './use-wall-desk.ts';
import classes from './WallGrid.module.css';
import { shareOf, tourIdOf } from './wall.rules.ts';

type PlacedTileProps = {
  desk: WallDesk;
  placement: Placement;
  /** What is shown in it now; undefined while a tour shows none. */
  camera: Camera | undefined;
  alarm: AlertLevel | undefined;
  onMenu: (slot: number, at: { x: number; y: number }) => void;
};

export function PlacedTile({ desk, placement, camera, alarm, onMenu }: PlacedTileProps) {
  const { t } = useTranslation();
  const { slot, cell, covered, content } = placement;
  const tourId = tourIdOf(content);
  const isEnlarged = slot === desk.enlargedSlot;
  const { element, isOver } = useDropSlot<HTMLDivElement>((drag) => desk.drop(drag, slot));
  const gestures = useZoomGestures(camera?.id ?? null, element);
  // What is looked at closely is moved about in its tile, and what is turned is turned: neither is dragged off it.
  const isHeld = (cameraId: string) =>
    useDigitalZoom.getState().zooms.has(cameraId) || usePtz.getState().cameraId === cameraId;
  useDragSource(element, () => (camera && isHeld(camera.id) ? undefined : { kind: 'slot', slot }));
  const menu = (event: MouseEvent) => {
    event.preventDefault();
    desk.select(slot);
    onMenu(slot, { x: event.clientX, y: event.clientY });
  };
  const actions = (
    <>
      {camera && <TalkButton camera={camera} />}
      <button type="button" onClick={menu} aria-label={t('tile.menu')} aria-haspopup="menu">
        <IconDots size={16} />
      </button>
      <button
        type="button"
        onClick={() => desk.enlarge(slot)}
        aria-label={t(isEnlarged ? 'wall.shrink' : 'wall.enlarge')}
      >
        {isEnlarged ? <IconArrowsMinimize size={16} /> : <IconArrowsMaximize size={16} />}
      </button>
      <button type="button" onClick={() => desk.empty(slot)} aria-label={t('wall.empty')}>
        <IconX size={16} />
      </button>
    </>
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what the pointer does here the keyboard does by commands
    <div
      ref={element}
      className={classes.placed}
      data-slot={slot + 1}
      data-selected={slot === desk.selectedSlot}
      data-over={isOver}
      data-taken={slot === desk.takenSlot}
      data-covered={covered}
      data-alarm={alarm}
      style={placeOf(cell)}
      {...gestures}
      onPointerDown={(event) => {
        desk.select(slot);
        gestures.onPointerDown(event);
      }}
      onDoubleClick={onPicture(() => desk.enlarge(slot))}
      onContextMenu={menu}
    >
      {alarm && (
        <span className={classes.alarm}>
          <LevelMark level={alarm} />
        </span>
      )}
      {tourId !== null && (
        <TourTile
          tourId={tourId}
          share={shareOf(desk.wall, slot)}
          audibleId={desk.audibleId}
          onAudible={desk.hear}
          onShown={(cameraId) => desk.tourShows(slot, cameraId)}
          onRun={(run) => desk.tourRuns(slot, run)}
          actions={actions}
          overlay={camera && <PtzSurface camera={camera} />}
        />
      )}
      {tourId === null && camera && (
        <VideoTile
          camera={camera}
          audible={desk.audibleId === camera.id}
          onAudible={() => desk.hear(camera.id)}
          actions={actions}
          overlay={<PtzSurface camera={camera} />}
        />
      )}
    </div>
  );
}
