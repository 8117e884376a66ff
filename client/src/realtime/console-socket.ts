/** The console's socket, typed by the contract's two maps. */
import { io, type Socket } from 'socket.io-client';
import type { Reply } from '../../../config/contract/errors.ts';
import { unwrap } from '../../../config/contract/errors.ts';
import type { ClientToServer, ServerToClient } from '../../../config/contract/events.ts';
import { ClientError } from '../api/failure.ts';

export type ConsoleSocket = Socket<ServerToClient, ClientToServer>;
type Question = keyof ClientToServer;
type Input<Name extends Question> = Parameters<ClientToServer[Name]>[0];
type Output<Name extends Question> = Parameters<ClientToServer[Name]>[1] extends (reply: Reply<infer Out>) => void
  ? Out
  : never;
export type Ask = <Name extends Question>(name: Name, input: Input<Name>) => Promise<Output<Name>>;

const ANSWER_WITHIN_MS = 12_000;
const CONNECTS_WITHIN_MS = 5_000;

export function newConsoleSocket(): ConsoleSocket {
  return io({
    path: '/realtime',
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 400,
    reconnectionDelayMax: 2_000,
    timeout: CONNECTS_WITHIN_MS,
  });
}

/**
 * Asks and waits. Who asks while the page connects for the first time waits for that too;
 * later it fails at once without a connection, instead of waiting for one.
 */
export function asking(socket: ConsoleSocket): Ask {
  const tried = new Promise<void>((resolve) => {
    socket.once('connect', resolve);
    socket.once('connect_error', () => resolve());
  });
  return async (name, input) => {
    if (!socket.connected) await Promise.race([tried, sleep(CONNECTS_WITHIN_MS)]);
    if (!socket.connected) throw new ClientError('SERVER_AWAY');
    let reply: unknown;
    try {
      // The library cannot type a name that is only known by its constraint.
      const untyped = socket.timeout(ANSWER_WITHIN_MS) as unknown as {
        emitWithAck(name: string, input: unknown): Promise<unknown>;
      };
      reply = await untyped.emitWithAck(name, input);
    } catch (thrown) {
      throw new ClientError('SERVER_AWAY', {}, thrown);
    }
    return unwrap(reply as Reply<never>);
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
