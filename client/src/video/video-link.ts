/** Ties the page's video to its connection: one WebRTC session, which outlives a connection that is back soon. */
import { create } from 'zustand';
import type { ResumeMedia, ServerToClient } from '../../../config/contract/events.ts';
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
  let mediaSessionId: string | undefined;
  socket.auth = (give) => {
    const media: ResumeMedia | undefined = mediaSessionId
      ? { mediaSessionId, consumerIds: session.consumerIds }
      : undefined;
    give({ media });
  };
  const mediaSession: ServerToClient['mediaSession'] = ({ available, isResumed, ...told }) => {
    useConnection.getState().set({ mediaAvailable: available });
    // What was opened before the first one was told is of it already.
    const isVoid = !isResumed && mediaSessionId !== undefined;
    mediaSessionId = told.mediaSessionId;
    if (isVoid) session.reset();
    if (!isResumed) tryNow();
  };
  const mediaReset: ServerToClient['mediaReset'] = ({ available }) => {
    useConnection.getState().set({ mediaAvailable: available });
    session.reset();
    if (available) tryNow();
  };
  socket.on('mediaSession', mediaSession);
  socket.on('mediaReset', mediaReset);
  socket.on('consumerClosed', ({ consumerId, code }) => session.consumerClosed(consumerId, { code, detail: {} }));
  return () => {
    session.reset();
    useVideoLink.setState({ session: null, ask: null });
  };
}
