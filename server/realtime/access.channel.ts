/** Keeps each connection true to its person: touched, changed, signed out. */

import { type Failure, toAppError } from '../../config/contract/errors.ts';
import { Nothing } from '../../config/contract/events.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import type { Emitter } from '../../config/kernel/emitter.ts';
import type { AccountEvents } from '../accounts/account-events.ts';
import type { SessionService } from '../accounts/session.service.ts';
import type { RightsBoard } from '../rights/rights-board.ts';
import { type ConsoleSocket, everySocket, type Io } from './io.ts';
import { respond } from './respond.ts';

type Needs = { io: Io; sessions: SessionService; events: Emitter<AccountEvents>; rights: RightsBoard };

export function openAccessChannel({ io, sessions, events, rights }: Needs): () => void {
  io.on('connection', (socket) => {
    socket.on(
      'touched',
      respond(Nothing, () => {
        sessions.touch(socket.data.asker.sessionId);
        return {};
      }),
    );
    // The session may have ended between the handshake and the first listener.
    void recheck(socket, sessions);
  });

  const stopEnded = events.on('sessionEnded', ({ sessionId, code }) => {
    for (const socket of everySocket(io)) {
      if (socket.data.asker.sessionId === sessionId) signOut(socket, { code, detail: {} });
    }
  });
  const stopChanged = events.on('personChanged', (person, rightsChanged) => {
    for (const socket of everySocket(io)) {
      if (socket.data.asker.person.id !== person.id) continue;
      socket.data.asker = { ...socket.data.asker, person: rights.holder(person) };
      if (rightsChanged) socket.emit('rightsChanged');
    }
  });
  const stopRights = rights.events.on('changed', () => {
    for (const socket of everySocket(io)) {
      const { person: before } = socket.data.asker;
      const person = rights.holder(before);
      if (reachOf(person) === reachOf(before)) continue;
      socket.data.asker = { ...socket.data.asker, person };
      socket.emit('rightsChanged');
    }
  });
  return () => {
    stopEnded();
    stopChanged();
    stopRights();
  };
}

/** What grants and grids give. */
function reachOf({ cameraRights, gridIds }: RightsHolder): string {
  return JSON.stringify([cameraRights, gridIds.toSorted()]);
}

async function recheck(socket: ConsoleSocket, sessions: SessionService): Promise<void> {
  const { sessionId, address } = socket.data.asker;
  try {
    socket.data.asker = await sessions.recogniseById(sessionId, address);
  } catch (thrown) {
    signOut(socket, toAppError(thrown).toFailure());
  }
}

function signOut(socket: ConsoleSocket, why: Failure): void {
  socket.emit('signedOut', why);
  socket.disconnect(true);
}
