/** The wheel looks closer at what is under the pointer; what is looked at closely is dragged about. */
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { panned, zoomedBy } from './digital-zoom.rules.ts';
import { useDigitalZoom } from './digital-zoom.ts';

const CLOSER_EACH_NOTCH = 1.2;
const NOTCH = 100;

/** `cameraId` null: there is nothing to look at. */
export function useZoomGestures(cameraId: string | null, tile: RefObject<HTMLElement | null>) {
  const { change } = useDigitalZoom.getState();
  const held = useRef<{ x: number; y: number } | null>(null);
  const isCloser = () => cameraId !== null && useDigitalZoom.getState().zooms.has(cameraId);

  // React listens to the wheel passively, and the page must not scroll with it.
  useEffect(() => {
    const element = tile.current;
    if (!element || cameraId === null) return;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top, width, height } = element.getBoundingClientRect();
      const at = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
      change(cameraId, (zoom) => zoomedBy(zoom, CLOSER_EACH_NOTCH ** (-event.deltaY / NOTCH), at));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [cameraId, tile, change]);

  useEffect(() => {
    if (cameraId === null) return;
    return () => useDigitalZoom.getState().forget(cameraId);
  }, [cameraId]);

  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0 && isCloser()) held.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const from = held.current;
      if (!from || !tile.current || cameraId === null || event.buttons === 0) return;
      const { width, height } = tile.current.getBoundingClientRect();
      const [right, down] = [(from.x - event.clientX) / width, (from.y - event.clientY) / height];
      held.current = { x: event.clientX, y: event.clientY };
      change(cameraId, (zoom) => panned(zoom, right, down));
    },
    onPointerUp: () => {
      held.current = null;
    },
    onPointerLeave: () => {
      held.current = null;
    },
  };
}
