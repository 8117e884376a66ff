/**
 * What lies over the page, the topmost last: Escape closes that one alone.
 * Mantine's dialogs each listen on the window by themselves, so one over another would go together with it.
 */
import { useEffect, useRef } from 'react';

type Layer = { close: () => void };

const layers: Layer[] = [];
/** Where something is open that Escape belongs to first: a list of choices, a menu, a question at a button. */
const IN_DROPDOWN =
  '[data-mantine-stop-propagation=true], .mantine-Popover-dropdown *, [aria-haspopup][aria-expanded=true]';

/** For as long as it is open, Escape closes it, unless something else has been opened over it since. */
export function useLayer(isOpen: boolean, close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!isOpen) return;
    const layer = { close: () => latest.current() };
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, [isOpen]);
}

window.addEventListener(
  'keydown',
  (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    if (event.target instanceof Element && event.target.matches(IN_DROPDOWN)) return;
    layers.at(-1)?.close();
  },
  { capture: true },
);
