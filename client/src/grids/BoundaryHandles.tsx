/**
 * The corners of a boundary as things to take hold of: dragged, put in on a side, taken out
 * with Delete, moved a little with the arrow keys. While it is new, a click adds a corner.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '../map/geometry.ts';
import type { OpenMap } from '../map/use-street-map.ts';
import classes from './BoundaryHandles.module.css';
import {
  type Boundary,
  type CornerRef,
  dragged,
  dropped,
  finished,
  inserted,
  middlesOf,
  moved,
  type OpenRings,
  removed,
} from './boundary.rules.ts';

type BoundaryHandlesProps = {
  map: OpenMap;
  boundary: Boundary;
  snap: (at: Point) => Point;
  onChange: (change: (boundary: Boundary) => Boundary) => void;
  onAdd: (at: Point) => void;
};
type Dragging = { ref: CornerRef; before: OpenRings; hasMoved: boolean };

const STEP_PX = 2;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Where more are in view, one comes nearer first. */
const MOST_SHOWN = 400;

export function BoundaryHandles({ map, boundary, snap, onChange, onAdd }: BoundaryHandlesProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const dragging = useRef<Dragging | null>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => map.onMove(redraw), [map]);

  const heard = useRef((_at: { x: number; y: number }) => {});
  heard.current = ({ x, y }) => {
    if (boundary.isDrawing) onAdd(snap(pointAt(map, x, y)));
  };
  useEffect(() => map.on('click', (at) => heard.current(at)), [map]);

  const placeOf = (event: PointerEvent): Point => {
    const box = frame.current?.getBoundingClientRect();
    const at = pointAt(map, event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0));
    return event.altKey ? at : snap(at);
  };
  const take = (event: PointerEvent<HTMLButtonElement>, ref: CornerRef, before: OpenRings) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    dragging.current = { ref, before, hasMoved: false };
  };
  const drag = (event: PointerEvent) => {
    const held = dragging.current;
    if (!held) return;
    held.hasMoved = true;
    const at = placeOf(event);
    onChange((now) => dragged(now, held.ref, at));
  };
  const drop = () => {
    const held = dragging.current;
    dragging.current = null;
    if (held?.hasMoved) onChange((now) => dropped(now, held.before));
  };
  const press = (event: KeyboardEvent, ref: CornerRef, at: Point) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onChange((now) => removed(now, ref));
    }
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const { x, y } = map.project({ longitude: at[0], latitude: at[1] });
    const far = event.shiftKey ? STEP_PX * 10 : STEP_PX;
    const to = pointAt(map, x + step[0] * far, y + step[1] * far);
    onChange((now) => moved(now, ref, to));
  };

  const size = frame.current?.getBoundingClientRect();
  const isShown = ({ x, y }: { x: number; y: number }) =>
    !size || (x > -20 && y > -20 && x < size.width + 20 && y < size.height + 20);
  const corners = boundary.rings
    .flatMap((ring, ringIndex) =>
      ring.map((at, index) => ({ at, ref: { ring: ringIndex, index }, ...screenPlace(map, at) })),
    )
    .filter(isShown);
  const middles = boundary.isDrawing
    ? []
    : middlesOf(boundary.rings)
        .map((middle) => ({ ...middle, ...screenPlace(map, middle.at) }))
        .filter(isShown);
  const areMany = corners.length > MOST_SHOWN;

  return (
    <div className={classes.handles} ref={frame} data-handles={corners.length}>
      {!areMany &&
        middles.map(({ ref, at, x, y }) => (
          <button
            key={`middle ${ref.ring} ${ref.index}`}
            type="button"
            tabIndex={-1}
            className={classes.middle}
            style={{ left: x, top: y }}
            aria-label={t('grids.insert', { nth: ref.index + 1 })}
            onPointerDown={(event) => {
              const { rings } = boundary;
              onChange((now) => inserted(now, ref, at));
              take(event, { ...ref, index: ref.index + 1 }, rings);
            }}
            onPointerMove={drag}
            onPointerUp={() => {
              dragging.current = null;
            }}
          />
        ))}
      {!areMany &&
        corners.map(({ ref, at, x, y }) => (
          <button
            key={`corner ${ref.ring} ${ref.index}`}
            type="button"
            className={classes.corner}
            data-first={boundary.isDrawing && ref.index === 0}
            style={{ left: x, top: y }}
            aria-label={t('grids.vertex', {
              nth: ref.index + 1,
              longitude: at[0].toFixed(6),
              latitude: at[1].toFixed(6),
            })}
            onPointerDown={(event) => {
              if (boundary.isDrawing && ref.index === 0) onChange(finished);
              else take(event, ref, boundary.rings);
            }}
            onPointerMove={drag}
            onPointerUp={drop}
            onKeyDown={(event) => press(event, ref, at)}
          />
        ))}
    </div>
  );
}

function pointAt(map: OpenMap, x: number, y: number): Point {
  const { longitude, latitude } = map.positionAt(x, y);
  return [longitude, latitude];
}

function screenPlace(map: OpenMap, [longitude, latitude]: Point): { x: number; y: number } {
  return map.project({ longitude, latitude });
}
