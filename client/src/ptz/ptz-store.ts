/** Who turns which camera now, as the server tells it; and which camera this desk is turning. */
import { create } from 'zustand';
import type { PtzState } from '../../../config/contract/ptz.ts';
import type { Ask, ConsoleSocket } from '../realtime/console-socket.ts';
import { SPEEDS } from './ptz-motion.rules.ts';

type PtzStore = {
  ask: Ask | null;
  states: ReadonlyMap<string, PtzState>;
  /** The camera whose controls are open at this desk. */
  cameraId: string | null;
  /** From 1 to 10. */
  speed: number;
  isBoxing: boolean;
};

export const usePtz = create<PtzStore>()(() => ({
  ask: null,
  states: new Map(),
  cameraId: null,
  speed: 5,
  isBoxing: false,
}));

/** Of the most there is, as an order to go somewhere has it. */
export function speedNow(): number {
  return usePtz.getState().speed / SPEEDS;
}

export function openControls(cameraId: string | null): void {
  usePtz.setState({ cameraId, isBoxing: false });
}

export function usePtzState(cameraId: string): PtzState | undefined {
  return usePtz(({ states }) => states.get(cameraId));
}

/** Ties it to the page's connection. */
export function openPtz(socket: ConsoleSocket, ask: Ask): () => void {
  usePtz.setState({ ask });
  const put = (state: PtzState) => {
    const states = new Map(usePtz.getState().states);
    if (state.holder === null && state.patrol === null) states.delete(state.cameraId);
    else states.set(state.cameraId, state);
    usePtz.setState({ states });
  };
  const readAll = () => {
    ask('ptzStates', {}).then(
      (all) => usePtz.setState({ states: new Map(all.map((state) => [state.cameraId, state])) }),
      // The connection is gone again: it is read with the next one.
      () => {},
    );
  };
  socket.on('ptzState', put);
  socket.on('connect', readAll);
  return () => {
    socket.off('ptzState', put).off('connect', readAll);
    usePtz.setState({ ask: null, states: new Map(), cameraId: null });
  };
}
