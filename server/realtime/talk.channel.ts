/** Carries voices' signalling, and tells everybody who sees a camera who speaks out of it. A desk that is gone says nothing more. */
import { Nothing } from '../../config/contract/events.ts';
import { maySee } from '../../config/contract/rights.ts';
import { AskTalk, OneTalk } from '../../config/contract/talk.ts';
import type { ScopedTalkState, TalkService } from '../talk/talk.service.ts';
import { type ConsoleSocket, everySocket, type Io, requireRight } from './io.ts';
import { respond } from './respond.ts';

export function openTalkChannel(io: Io, talks: TalkService): () => void {
  io.on('connection', (socket) => {
    const { connectionId } = socket.data;
    const isThere = () => socket.connected;
    const asker = () => ({ ...requireRight(socket, 'camera.talk'), connectionId, isThere });
    socket.on('disconnect', () => void talks.left(connectionId));
    socket.on(
      'talkAsk',
      respond(OneTalk, async ({ cameraId }) => nothing(await talks.ask(cameraId, asker().person))),
    );
    socket.on(
      'talk',
      respond(AskTalk, (wish) => talks.begin(wish, asker())),
    );
    socket.on(
      'talkEnd',
      respond(OneTalk, async ({ cameraId }) => nothing(await talks.release(cameraId, connectionId))),
    );
    socket.on(
      'talkStates',
      respond(Nothing, () =>
        talks
          .states()
          .filter((state) => maySeeState(socket, state))
          .map(bare),
      ),
    );
  });
  return talks.events.on('changed', (state) => {
    for (const socket of everySocket(io)) {
      if (maySeeState(socket, state)) socket.emit('talkState', bare(state));
    }
  });
}

function maySeeState({ data }: ConsoleSocket, { groupId }: ScopedTalkState): boolean {
  return maySee(data.asker.person, { action: 'camera.view', cameraGroupId: groupId });
}

function bare({ groupId: _, ...state }: ScopedTalkState) {
  return state;
}

function nothing(_: unknown): Record<string, never> {
  return {};
}
