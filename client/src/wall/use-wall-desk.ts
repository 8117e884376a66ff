/** The wall in a person's hands: which slot is selected, what is enlarged and heard, and all that is done to it. */
import { useMemo, useRef, useState } from 'react';
import { useSelection } from '../selection/selection.ts';
import type { TourRun } from '../tours/use-tour.ts';
import type { WallDrag } from './drag-data.ts';
import { type Direction, type Layout, neighbour, PRESETS } from './layout.rules.ts';
import { useWall } from './use-wall.ts';
import {
  cleared,
  emptied,
  placed,
  placedFrom,
  shownSlots,
  slotFor,
  swapped,
  tourContent,
  tourIdOf,
  type Wall,
} from './wall.rules.ts';

export type WallDesk = ReturnType<typeof useWallDesk>;

export function useWallDesk() {
  const [wall, change] = useWall();
  const [selected, setSelected] = useState(0);
  const [enlargedSlot, setEnlarged] = useState<number | null>(null);
  const [audibleId, setAudible] = useState<string | null>(null);
  /** Taken up by the keyboard, to change places with the slot it is put down on. */
  const [takenSlot, setTaken] = useState<number | null>(null);
  const [tourCameras, setTourCameras] = useState<ReadonlyMap<number, string | null>>(new Map());
  /** How the tours run, for whoever asks when a key is pressed. */
  const runs = useRef(new Map<number, TourRun>());
  const { cameraId: selectedCamera, selectCamera } = useSelection();

  const slotCount = wall.layout.cells.length;
  const shown = shownSlots(wall);
  const ofSelection = selectedCamera === null ? -1 : shown.indexOf(selectedCamera);
  // What is enlarged covers the others: nothing is done to a picture one does not see.
  const selectedSlot = enlargedSlot ?? (ofSelection >= 0 ? ofSelection : Math.min(selected, slotCount - 1));
  const shownIds = useMemo(() => new Set(shownSlots(wall).filter((each) => each !== null)), [wall]);
  const contentIn = (slot: number) => wall.slots[slot] ?? null;
  /** Of a tour, the one it is at. */
  const cameraIn = (slot: number) =>
    tourIdOf(contentIn(slot)) === null ? contentIn(slot) : (tourCameras.get(slot) ?? null);

  const select = (slot: number) => {
    setSelected(slot);
    selectCamera(cameraIn(slot));
    if (enlargedSlot !== null) setEnlarged(contentIn(slot) ? slot : null);
  };
  /** The selection stays with its camera. */
  const swap = (from: number, to: number) => {
    setSelected(to);
    change((before) => swapped(before, from, to));
  };
  const show = (next: Wall) => {
    setEnlarged(null);
    setTaken(null);
    change(() => next);
  };
  const put = (cameraId: string, slot: number) => {
    setEnlarged(null);
    setSelected(slot);
    selectCamera(cameraId);
    change((before) => placed(before, cameraId, slot));
  };

  const runTour = (tourId: string, slots: readonly number[]) => {
    setEnlarged(null);
    change((before) => slots.reduce((wall, slot) => placed(wall, tourContent(tourId), slot), before));
  };

  return {
    wall,
    slotCount,
    shownIds,
    selectedSlot,
    /** Of the selected slot; null when it is empty. */
    selectedCameraId: cameraIn(selectedSlot),
    enlargedSlot,
    audibleId,
    takenSlot,
    contentIn,
    cameraIn,
    select,
    show,
    put,
    pick(cameraId: string) {
      const slot = shown.indexOf(cameraId);
      if (slot >= 0) select(slot);
      else put(cameraId, slotFor(wall, selectedSlot));
    },
    drop(drag: WallDrag, slot: number) {
      if (drag.kind === 'slot') return swap(drag.slot, slot);
      if (drag.kind === 'camera') return put(drag.cameraId, slot);
      if (drag.kind === 'tour') return runTour(drag.tourId, [slot]);
      setEnlarged(null);
      change((before) => placedFrom(before, drag.cameraIds, slot));
    },
    /** All of them, in the smallest layout that has room. */
    pickAll(cameraIds: readonly string[]) {
      const layout = PRESETS.find(({ cells }) => cells.length >= cameraIds.length) ?? PRESETS.at(-1) ?? wall.layout;
      show(placedFrom(cleared({ ...wall, layout }), cameraIds, 0));
    },
    /** On these slots, shared out. */
    runTour,
    tourShows: (slot: number, cameraId: string | null) =>
      setTourCameras((before) => (before.get(slot) === cameraId ? before : new Map(before).set(slot, cameraId))),
    tourRuns(slot: number, run: TourRun | null) {
      if (run) runs.current.set(slot, run);
      else runs.current.delete(slot);
    },
    selectedTour: () => runs.current.get(selectedSlot),
    move: (direction: Direction) => select(neighbour(wall.layout, selectedSlot, direction)),
    setLayout(layout: Layout) {
      setEnlarged(null);
      setTaken(null);
      change((before) => ({ ...before, layout }));
    },
    enlarge: (slot: number) => setEnlarged((now) => (now === slot || !contentIn(slot) ? null : slot)),
    empty(slot: number) {
      setEnlarged(null);
      change((before) => emptied(before, slot));
    },
    clear: () => show(cleared(wall)),
    hear: (cameraId: string | null) => setAudible((now) => (now === cameraId ? null : cameraId)),
    takeOrPut() {
      if (takenSlot === null) return setTaken(selectedSlot);
      setTaken(null);
      swap(takenSlot, selectedSlot);
    },
    letGo: () => setTaken(null),
  };
}
