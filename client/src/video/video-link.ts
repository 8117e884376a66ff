/** Ties the page's video to its connection: one WebRTC session, made anew when the connection or the media node was. */
import { create } from 'zustand';
import { useConnection } from '../realtime/connection-store.ts';
import type { Ask, ConsoleSocket } from '../realtime/console-socket.ts';
import { WebRtcSession } from './webrtc-session.ts';

/** The session tiles play through; null while nobody is signed in. `round` grows when everything is to be tried at once. */
export const useVideoLink = create<{ session: WebRtcSession | null; ask: Ask | null; round: number }>()(() => ({
  session: null,
  ask: null,
  round: 0,
}));

export function openVideo(socket: ConsoleSocket, ask: Ask): () => void {
  const session = new WebRtcSession(ask);
  useVideoLink.setState({ session, ask });
  const tryNow = () => useVideoLink.setState(({ round }) => ({ round: round + 1 }));
  const connected = () => {
    useConnection.getState().set({ mediaAvailable: true });
    session.reset();
    tryNow();
  };
  const mediaReset = ({ available }: { available: boolean }) => {
    useConnection.getState().set({ mediaAvailable: available });
    session.reset();
    if (available) tryNow();
  };
  socket.on('connect', connected);
  socket.on('mediaReset', mediaReset);
  socket.on('consumerClosed', ({ consumerId, code }) => session.consumerClosed(consumerId, { code, detail: {} }));
  return () => {
    session.reset();
    useVideoLink.setState({ session: null, ask: null });
  };
}
