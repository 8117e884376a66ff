/** Makes an element something one can drag onto the wall. */
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type RefObject, useEffect, useRef } from 'react';
import { dragData, type WallDrag } from './drag-data.ts';

/** `drag` may answer undefined: then there is nothing to drag now. */
export function useDragSource(element: RefObject<HTMLElement | null>, drag: () => WallDrag | undefined): void {
  const latest = useRef(drag);
  latest.current = drag;
  useEffect(() => {
    if (!element.current) return;
    return draggable({
      element: element.current,
      canDrag: () => latest.current() !== undefined,
      getInitialData: () => {
        const wanted = latest.current();
        return wanted ? dragData(wanted) : {};
      },
    });
  }, [element]);
}
