/**
 * A media node as a process of its own. The server that starts it says how, in the
 * first message of their channel; when that channel ends, the node ends.
 */
import { AppError } from '../config/contract/errors.ts';
import type { NodeStart } from '../config/contract/node.ts';
import { systemClock } from '../config/kernel/clock.ts';
import { newLogger, rootLogger } from '../config/kernel/logger.ts';
import { uuidV7 } from '../config/kernel/new-id.ts';
import { type Door, openDoor } from './door.ts';
import { type MediaNode, openMediaNode } from './node.ts';

const log = newLogger('node');

/** The parent waits two seconds; what is not closed by then dies with the process. */
const CLOSE_WITHIN_MS = 1_500;

// A terminal sends Ctrl-C to the whole group: the parent decides, and ends the channel.
process.on('SIGINT', () => {});
process.once('message', (start: NodeStart) => void run(start));

async function run(start: NodeStart): Promise<void> {
  rootLogger.level = start.logLevel;
  const newId = uuidV7(systemClock);
  let node: MediaNode | undefined;
  let door: Door | undefined;
  let ending = false;
  const end = async (exitCode: number) => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(exitCode), CLOSE_WITHIN_MS).unref();
    door?.close();
    await node?.[Symbol.asyncDispose]();
    process.exit(exitCode);
  };
  // Before anything is opened: a parent may be gone before that is done.
  process.once('disconnect', () => void end(0));
  process.once('SIGTERM', () => void end(0));
  /** Nobody can ask before it is open: the node's own ports open last. */
  const server = async (): Promise<Door> => {
    if (!door) throw new AppError('MEDIA_NODE_AWAY');
    return door;
  };
  node = await openMediaNode(start, {
    clock: systemClock,
    newId,
    chance: Math.random,
    segmentsOf: async (...range) => (await server()).segmentsOf(...range),
    rtspSignIn: async (ask) => (await server()).rtspSignIn(ask),
    rtspSignOut: (sessionId) => door?.rtspSignOut(sessionId),
  }).catch((thrown: unknown) => {
    log.error({ err: thrown }, 'media node did not start');
    process.exit(1);
  });
  if (!process.connected) {
    await end(0);
    return;
  }
  door = openDoor(node, start, newId());
  node.events.on('broken', (why) => {
    log.error({ err: why }, 'SFU worker died');
    void end(1);
  });
}
