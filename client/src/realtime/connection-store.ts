/** How the console stands with its server: connected or not, since when, and how its clock differs. */
import { create } from 'zustand';
import { useSite } from './site-store.ts';

export type ConnectionState = 'connecting' | 'online' | 'catchingUp' | 'lost';

type Connection = {
  state: ConnectionState;
  /** By this machine's clock. */
  lastHeardAtMs: number;
  /** Add to this machine's clock to have the server's. */
  clockOffsetMs: number;
  mediaAvailable: boolean;
  set(change: Partial<Omit<Connection, 'set'>>): void;
};

export const useConnection = create<Connection>()((set) => ({
  state: 'connecting',
  lastHeardAtMs: Date.now(),
  clockOffsetMs: 0,
  mediaAvailable: true,
  set: (change) => set(change),
}));

/** The server's time, as far as it is known. */
export function serverNowMs(): number {
  return Date.now() + useConnection.getState().clockOffsetMs;
}

/** Whether a decision of the person would reach the server now, and is one about now. */
export function useCanAct(): boolean {
  const isConnected = useConnection(({ state }) => state === 'online' || state === 'catchingUp');
  const isNow = useSite(({ momentMs }) => momentMs === null);
  return isConnected && isNow;
}
