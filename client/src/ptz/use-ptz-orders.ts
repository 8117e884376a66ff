/**
 * Orders for one camera. A move is asked for again while it lasts, because the camera is stopped when
 * nobody asks any more; it ends with the key or button, and when the page is left or loses its focus.
 */
import { useCallback, useEffect, useRef } from 'react';
import type { PtzOrder } from '../../../config/contract/ptz.ts';
import { PTZ_REFRESH_MS } from '../../../config/contract/ptz.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { isStill, type Motion, STILL } from './ptz-motion.rules.ts';
import { usePtz } from './ptz-store.ts';

export type PtzOrders = {
  /** The motion from now on; a still one stops. */
  move: (motion: Motion) => void;
  stop: () => void;
  /** One order that ends by itself. */
  order: (order: PtzOrder) => void;
};

export function usePtzOrders(cameraId: string): PtzOrders {
  const wanted = useRef(STILL);
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);

  const order = useCallback(
    (what: PtzOrder) => {
      const { ask } = usePtz.getState();
      ask?.('ptz', { cameraId, order: what }).catch((thrown) => {
        clearInterval(timer.current);
        wanted.current = STILL;
        sayFailure(thrown);
      });
    },
    [cameraId],
  );
  const stop = useCallback(() => {
    clearInterval(timer.current);
    if (isStill(wanted.current)) return;
    wanted.current = STILL;
    order({ do: 'stop' });
  }, [order]);
  const move = useCallback(
    (motion: Motion) => {
      if (isStill(motion)) return stop();
      if (isSame(motion, wanted.current)) return;
      wanted.current = motion;
      const ask = () => order({ do: 'move', ...wanted.current });
      clearInterval(timer.current);
      timer.current = setInterval(ask, PTZ_REFRESH_MS);
      ask();
    },
    [order, stop],
  );

  useEffect(() => {
    const whenHidden = () => document.hidden && stop();
    window.addEventListener('blur', stop);
    document.addEventListener('visibilitychange', whenHidden);
    return () => {
      window.removeEventListener('blur', stop);
      document.removeEventListener('visibilitychange', whenHidden);
      stop();
    };
  }, [stop]);
  return { move, stop, order };
}

function isSame(one: Motion, other: Motion): boolean {
  return (['pan', 'tilt', 'zoom', 'focus'] as const).every((axis) => one[axis] === other[axis]);
}
