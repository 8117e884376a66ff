/** The wall itself: slots one can drop a camera on, and above them the tiles, placed by the grid and never moved in the page. */
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertLevel } from '../../../config/contract/alert.ts';
import type { Camera } from '../../../config/contract/camera.ts';
import type { WallDrag } from './drag-data.ts';
import type { Cell } from './layout.rules.ts';
import { PlacedTile } from './PlacedTile.tsx';
import { placeOf, placeTiles } from './placement.ts';
import { useDropSlot } from './use-drop-slot.ts';
import type { WallDesk } from './use-wall-desk.ts';
import classes from './WallGrid.module.css';
import { tourIdOf } from './wall.rules.ts';

type WallGridProps = {
  desk: WallDesk;
  cameras: ReadonlyMap<string, Camera>;
  /** The most urgent unanswered alert of each camera that has one. */
  alarms: ReadonlyMap<string, AlertLevel>;
  onMenu: (slot: number, at: { x: number; y: number }) => void;
};

export function WallGrid({ desk, cameras, alarms, onMenu }: WallGridProps) {
  const { t } = useTranslation();
  const { wall, selectedSlot, enlargedSlot } = desk;
  const { columns, rows, cells } = wall.layout;

  return (
    <section
      className={classes.wall}
      data-layout={cells.length}
      style={{ '--columns': columns, '--rows': rows } as CSSProperties}
      aria-label={t('wall.wall')}
    >
      {cells.map((cell, slot) => (
        <Slot
          key={`${cell.column}.${cell.row}`}
          slot={slot}
          cell={cell}
          isSelected={slot === selectedSlot && enlargedSlot === null}
          isFilled={tourIdOf(desk.contentIn(slot)) !== null || cameras.has(desk.contentIn(slot) ?? '')}
          isTaken={slot === desk.takenSlot}
          isCovered={enlargedSlot !== null}
          isGone={desk.contentIn(slot) !== null}
          onSelect={() => desk.select(slot)}
          onEmpty={() => desk.empty(slot)}
          onDrop={(drag) => desk.drop(drag, slot)}
        />
      ))}
      {placeTiles(wall, enlargedSlot).map((placement) => {
        const tourId = tourIdOf(placement.content);
        const camera = cameras.get(desk.cameraIn(placement.slot) ?? '');
        if (tourId === null && !camera) return null;
        const alarm = alarms.get(camera?.id ?? '');
        const key = tourId === null ? placement.content : `${placement.content} ${placement.slot}`;
        return <PlacedTile key={key} {...{ desk, camera, placement, alarm, onMenu }} />;
      })}
    </section>
  );
}

type SlotProps = {
  slot: number;
  cell: Cell;
  isSelected: boolean;
  /** A tile lies on it. */
  isFilled: boolean;
  isTaken: boolean;
  isCovered: boolean;
  /** What was in it is deleted, or out of reach. Asked only where nothing lies on it. */
  isGone: boolean;
  onSelect: () => void;
  onEmpty: () => void;
  onDrop: (drag: WallDrag) => void;
};

function Slot(props: SlotProps) {
  const { slot, cell, isSelected, isFilled, isTaken, isCovered, isGone, onSelect, onEmpty, onDrop } = props;
  const { t } = useTranslation();
  const { element, isOver } = useDropSlot<HTMLButtonElement>(onDrop);
  return (
    <button
      type="button"
      ref={element}
      className={classes.slot}
      data-selected={isSelected}
      aria-hidden={isFilled}
      tabIndex={isFilled ? -1 : 0}
      data-over={isOver}
      data-taken={isTaken}
      data-covered={isCovered}
      style={placeOf(cell)}
      onClick={onSelect}
      onDoubleClick={isGone ? onEmpty : undefined}
    >
      <span>{slot + 1}</span>
      <small>{t(isGone ? 'wall.goneHere' : 'wall.dropHere')}</small>
    </button>
  );
}
