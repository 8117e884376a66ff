/** The console's socket: who may connect, and what each connection is known by. */
import type { IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { toAppError } from '../../config/contract/errors.ts';
import type { ClientToServer, ServerToClient } from '../../config/contract/events.ts';
import type { Action } from '../../config/contract/rights.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Asker, SessionService } from '../accounts/session.service.ts';
import { addressOf } from '../http/address.ts';
import { readSessionCookie } from '../http/cookie.ts';
import { isForeign } from '../http/origin.ts';
import { requireRightTo } from '../rights/refusal.ts';

type SocketData = { asker: Asker; connectionId: string };
export type Io = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type ConsoleSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

/** A lost connection is seen within the sum of the two, which must stay below 3 s. */
const PING_INTERVAL_MS = 800;
const PING_TIMEOUT_MS = 2_000;
const MESSAGE_LIMIT_BYTES = 1_000_000;

/** Takes its requests from an HTTP server by `attach`. */
export function newIo(sessions: SessionService, newId: NewId): Io {
  const io: Io = new Server({
    path: '/realtime',
    serveClient: false,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
    maxHttpBufferSize: MESSAGE_LIMIT_BYTES,
    allowRequest: (request, answer) => answer(isForeign(request) ? 'FOREIGN_ORIGIN' : null, !isForeign(request)),
  });
  io.use(async (socket, next) => {
    try {
      const request: IncomingMessage = socket.request;
      const asker = await sessions.recognise(readSessionCookie(request), addressOf(request));
      socket.data = { asker, connectionId: newId() };
      next();
    } catch (thrown) {
      const error = toAppError(thrown);
      next(Object.assign(new Error(error.code), { data: error.toFailure() }));
    }
  });
  return io;
}

export function requireRight({ data }: ConsoleSocket, action: Action): Asker {
  requireRightTo(data.asker.person, { action, cameraGroupId: null });
  return data.asker;
}

export function everySocket(io: Io): ConsoleSocket[] {
  return [...io.sockets.sockets.values()];
}
