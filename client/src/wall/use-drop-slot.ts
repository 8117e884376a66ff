/** Makes an element something one can drop cameras on. */
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useRef, useState } from 'react';
import { dragOf, type WallDrag } from './drag-data.ts';

export function useDropSlot<T extends HTMLElement>(onDrop: (drag: WallDrag) => void) {
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
