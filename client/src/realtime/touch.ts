/** Tells the server that somebody is at this desk: on real input, at most once a minute. */
import { isDue } from './touch-due.ts';

const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

export function openTouchReport(tell: () => void): () => void {
  let lastToldMs = Number.NEGATIVE_INFINITY;
  const touched = (event: Event) => {
    if (!event.isTrusted || !isDue(lastToldMs, Date.now())) return;
    lastToldMs = Date.now();
    tell();
  };
  for (const input of INPUTS) window.addEventListener(input, touched, { passive: true, capture: true });
  return () => {
    for (const input of INPUTS) window.removeEventListener(input, touched, { capture: true });
  };
}
