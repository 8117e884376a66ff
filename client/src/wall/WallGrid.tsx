/** The wall itself: slots one can drop a camera on, and above them the tiles, placed by the grid and never moved in the page. */
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { IconArrowsMaximize, IconArrowsMinimize, IconX } from '@tabler/icons-react';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertLevel } from '../../../config/contract/alert.ts';
import type { Camera } from '../../../config/contract/camera.ts';
import { LevelMark } from '../alerts/LevelMark.tsx';
import { PtzSurface } from '../ptz/PtzSurface.tsx';
import { VideoTile } from '../video/VideoTile.tsx';
import { dragData, dragOf, type WallDrag } from './drag-data.ts';
import { type Placement, placeTiles } from './placement.ts';
import classes from './WallGrid.module.css';
import type { Wall } from './wall.rules.ts';

type WallGridProps = {
  wall: Wall;
  cameras: ReadonlyMap<string, Camera>;
  selectedSlot: number;
  enlargedSlot: number | null;
  audibleId: string | null;
  /** The most urgent unanswered alert of each camera that has one. */
  alarms: ReadonlyMap<string, AlertLevel>;
  onSelect: (slot: number) => void;
  onEnlarge: (slot: number) => void;
  onDrop: (drag: WallDrag, slot: number) => void;
  onEmpty: (slot: number) => void;
  onAudible: (cameraId: string) => void;
};

export function WallGrid(props: WallGridProps) {
  const { t } = useTranslation();
  const { wall, cameras, selectedSlot, enlargedSlot } = props;
  const side = Math.sqrt(wall.layout);
  const slots = Array.from({ length: wall.layout }, (_, slot) => slot);

  return (
    <section
      className={classes.wall}
      data-layout={wall.layout}
      style={{ '--side': side } as CSSProperties}
      aria-label={t('wall.wall')}
    >
      {slots.map((slot) => (
        <Slot
          key={slot}
          slot={slot}
          side={side}
          isSelected={slot === selectedSlot && enlargedSlot === null}
          isTaken={cameras.has(wall.slots[slot] ?? '')}
          isCovered={enlargedSlot !== null}
          onSelect={() => props.onSelect(slot)}
          onDrop={(drag) => props.onDrop(drag, slot)}
        />
      ))}
      {placeTiles(wall, enlargedSlot).map((placement) => {
        const camera = cameras.get(placement.cameraId);
        return camera && <PlacedTile key={placement.cameraId} {...{ ...props, camera, placement }} />;
      })}
    </section>
  );
}

type SlotProps = {
  slot: number;
  side: number;
  isSelected: boolean;
  /** A tile lies on it. */
  isTaken: boolean;
  isCovered: boolean;
  onSelect: () => void;
  onDrop: (drag: WallDrag) => void;
};

function Slot({ slot, side, isSelected, isTaken, isCovered, onSelect, onDrop }: SlotProps) {
  const { t } = useTranslation();
  const { element, isOver } = useDropSlot<HTMLButtonElement>(onDrop);
  return (
    <button
      type="button"
      ref={element}
      className={classes.slot}
      data-selected={isSelected}
      aria-hidden={isTaken}
      tabIndex={isTaken ? -1 : 0}
      data-over={isOver}
      data-covered={isCovered}
      style={{ gridColumn: (slot % side) + 1, gridRow: Math.floor(slot / side) + 1 }}
      onClick={onSelect}
    >
      <span>{slot + 1}</span>
      <small>{t('wall.dropHere')}</small>
    </button>
  );
}

function PlacedTile({ camera, placement, ...wall }: WallGridProps & { camera: Camera; placement: Placement }) {
  const { t } = useTranslation();
  const { slot, column, row, span, covered } = placement;
  const isEnlarged = slot === wall.enlargedSlot;
  const alarm = wall.alarms.get(camera.id);
  const { element, isOver } = useDropSlot<HTMLDivElement>((drag) => wall.onDrop(drag, slot));

  useEffect(() => {
    if (!element.current) return;
    return draggable({
      element: element.current,
      getInitialData: () => dragData({ kind: 'slot', slot, cameraId: camera.id }),
    });
  }, [element, slot, camera.id]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what the pointer does here the keyboard does by commands
    <div
      ref={element}
      className={classes.placed}
      data-selected={slot === wall.selectedSlot}
      data-over={isOver}
      data-covered={covered}
      data-alarm={alarm}
      style={{ gridColumn: `${column} / span ${span}`, gridRow: `${row} / span ${span}` }}
      onPointerDown={() => wall.onSelect(slot)}
      onDoubleClick={() => wall.onEnlarge(slot)}
    >
      {alarm && (
        <span className={classes.alarm}>
          <LevelMark level={alarm} />
        </span>
      )}
      <VideoTile
        camera={camera}
        audible={wall.audibleId === camera.id}
        onAudible={() => wall.onAudible(camera.id)}
        actions={
          <>
            <button
              type="button"
              onClick={() => wall.onEnlarge(slot)}
              aria-label={t(isEnlarged ? 'wall.shrink' : 'wall.enlarge')}
            >
              {isEnlarged ? <IconArrowsMinimize size={16} /> : <IconArrowsMaximize size={16} />}
            </button>
            <button type="button" onClick={() => wall.onEmpty(slot)} aria-label={t('wall.empty')}>
              <IconX size={16} />
            </button>
          </>
        }
        overlay={<PtzSurface camera={camera} />}
      />
    </div>
  );
}

function useDropSlot<T extends HTMLElement>(onDrop: (drag: WallDrag) => void) {
  const element = useRef<T>(null);
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(onDrop);
  latest.current = onDrop;

  useEffect(() => {
    if (!element.current) return;
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => dragOf(source.data) !== undefined,
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: ({ source }) => {
        setIsOver(false);
        const drag = dragOf(source.data);
        if (drag) latest.current(drag);
      },
    });
  }, []);
  return { element, isOver };
}
