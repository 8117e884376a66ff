/** Who speaks out of which camera, as the server tells it; and what this desk says itself. */
import { create } from 'zustand';
import type { TalkState } from '../../../config/contract/talk.ts';
import type { Ask, ConsoleSocket } from '../realtime/console-socket.ts';

/** By this desk. Live once the camera hears it. */
export type OwnTalk = { cameraId: string } & (
  | { phase: 'opening' }
  | { phase: 'live'; talkId: string; sinceMs: number; limitMs: number; level: () => number }
);

type TalkStore = {
  ask: Ask | null;
  states: ReadonlyMap<string, TalkState>;
  own: OwnTalk | null;
};

export const useTalk = create<TalkStore>()(() => ({ ask: null, states: new Map(), own: null }));

/** Ties it to the page's connection. `onEnded`: a talk is over, whoever's it was; null: all of them, as the connection is lost. */
export function openTalkNews(socket: ConsoleSocket, ask: Ask, onEnded: (state: TalkState | null) => void): () => void {
  useTalk.setState({ ask });
  const put = (state: TalkState) => {
    const states = new Map(useTalk.getState().states);
    if (state.speaker) states.set(state.cameraId, state);
    else states.delete(state.cameraId);
    useTalk.setState({ states });
    if (!state.speaker) onEnded(state);
  };
  const readAll = () => {
    ask('talkStates', {}).then(
      (all) => useTalk.setState({ states: new Map(all.map((state) => [state.cameraId, state])) }),
      // The connection is gone again: it is read with the next one.
      () => {},
    );
  };
  const lost = () => {
    useTalk.setState({ states: new Map() });
    onEnded(null);
  };
  socket.on('talkState', put);
  socket.on('connect', readAll);
  socket.on('disconnect', lost);
  return () => {
    socket.off('talkState', put).off('connect', readAll).off('disconnect', lost);
    lost();
    useTalk.setState({ ask: null });
  };
}
