/** A camera's place as things to take hold of: dragged, or moved a little with the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraPlace } from '../cameras/camera-place.rules.ts';
import type { OpenMap } from './use-street-map.ts';
import classes from './ViewHandles.module.css';
import { type Handle, handlesOf, nudged, pulled, type Step } from './view-handles.rules.ts';

type ViewHandlesProps = {
  map: OpenMap;
  place: CameraPlace;
  /** Width of what lies over the map at the left. */
  leftPx: number;
  onChange: (place: CameraPlace) => void;
};

const ARROWS: Record<string, Step> = {
  ArrowLeft: { right: -1, up: 0 },
  ArrowRight: { right: 1, up: 0 },
  ArrowUp: { right: 0, up: 1 },
  ArrowDown: { right: 0, up: -1 },
};
/** Nearer to each other they could not be told apart. */
const APART_PX = 48;

export function ViewHandles({ map, place, leftPx, onChange }: ViewHandlesProps) {
  const { t } = useTranslation();
  /** From the middle of the handle to where it was taken hold of. */
  const held = useRef<{ x: number; y: number } | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => map.onMove(redraw), [map]);

  const first = useRef(place);
  useEffect(() => {
    const { position } = first.current;
    const [one, other] = handlesOf(first.current).toReversed();
    if (!position || !one || !other) return;
    const [from, to] = [map.project(one.position), map.project(other.position)];
    if (Math.hypot(to.x - from.x, to.y - from.y) < APART_PX) map.goTo(position, leftPx);
  }, [map, leftPx]);

  const take = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    held.current = { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
  };
  const drag = (event: PointerEvent, handle: Handle) => {
    const box = frame.current?.getBoundingClientRect();
    if (!held.current || !box) return;
    const to = map.positionAt(event.clientX - box.left - held.current.x, event.clientY - box.top - held.current.y);
    onChange(pulled(place, handle, to));
  };
  const drop = () => {
    held.current = null;
  };
  const press = (event: KeyboardEvent, handle: Handle) => {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    onChange(nudged(place, handle, step, event.shiftKey));
  };

  return (
    <div className={classes.handles} ref={frame}>
      {handlesOf(place).map(({ handle, position }) => {
        const { x, y } = map.project(position);
        return (
          <button
            key={handle}
            type="button"
            className={classes.handle}
            style={{ left: x, top: y }}
            data-handle={handle}
            aria-label={t(`map.handle.${handle}`)}
            title={t(`map.handle.${handle}`)}
            onPointerDown={take}
            onPointerMove={(event) => drag(event, handle)}
            onPointerUp={drop}
            onPointerCancel={drop}
            onKeyDown={(event) => press(event, handle)}
          />
        );
      })}
    </div>
  );
}
