/**
 * Devices that push over RTMP: body cameras, drones, phones, encoders. Each publishes to
 * `rtmp://HOST:PORT/live/STREAMKEY`, and is the camera whose key that is.
 *
 * Anybody can dial: who does not publish soon is gone, and nothing that is sent can do more
 * than end its own connection.
 */
import { createServer, type Socket } from 'node:net';
import { newLogger } from '../../config/kernel/logger.ts';
import { listen, type PortWish } from '../listen.ts';
import type { PushDesk } from '../push/push-desk.ts';
import { RtmpLine } from './rtmp-line.ts';
import { RtmpPublisher } from './rtmp-publisher.ts';

const log = newLogger('rtmp');

const APP = 'live';
const PUBLISHES_WITHIN_MS = 10_000;
/** Who says nothing for this long is no longer there. */
const SILENT_MS = 20_000;
/** The longest waiting is closed for one more: who dials in numbers must not keep devices out. */
const MAX_NOT_PUBLISHING = 100;
/** Not read by a device that never stops asking. */
const MAX_UNSENT_BYTES = 262_144;
/** For the last word to be read. */
const LEAVES_WITHIN_MS = 1_000;

export type RtmpNeeds = PortWish & {
  pushes: PushDesk;
  cameraOf: (streamKey: string) => string | undefined;
};

export type RtmpServer = { port: number; close(): Promise<void> };

export async function openRtmpServer({ pushes, cameraOf, ...wish }: RtmpNeeds): Promise<RtmpServer> {
  const sockets = new Set<Socket>();
  const notPublishing = new Set<Socket>();
  const server = createServer({ noDelay: true, keepAlive: true }, (socket) => {
    sockets.add(socket);
    notPublishing.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      notPublishing.delete(socket);
    });
    const [longest] = notPublishing;
    if (notPublishing.size > MAX_NOT_PUBLISHING) longest?.destroy();
    answer(socket, { pushes, cameraOf, onPublishing: () => notPublishing.delete(socket) });
  });
  const port = await listen(server, wish);
  server.on('error', (thrown) => log.warn({ err: thrown }, 'connection not taken'));
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function answer(
  socket: Socket,
  { pushes, cameraOf, onPublishing }: Pick<RtmpNeeds, 'pushes' | 'cameraOf'> & { onPublishing: () => void },
): void {
  let leave = () => {};
  const gone = () => {
    leave();
    publisher.gone();
  };
  const end = () => {
    hangUp(socket);
    gone();
  };
  const publisher = new RtmpPublisher(end);
  const deadline = setTimeout(() => socket.destroy(), PUBLISHES_WITHIN_MS);
  const line = new RtmpLine({
    send: (bytes) => {
      socket.write(bytes);
      if (socket.writableLength > MAX_UNSENT_BYTES) socket.destroy();
    },
    onPublish: (app, streamKey) => {
      const cameraId = app.replace(/\/$/, '') === APP ? cameraOf(streamKey) : undefined;
      log.info({ cameraId, address: socket.remoteAddress }, cameraId ? 'device publishes' : 'device refused');
      if (cameraId === undefined || socket.destroyed) return false;
      clearTimeout(deadline);
      onPublishing();
      socket.setTimeout(SILENT_MS, () => socket.destroy());
      leave = pushes.arrive(cameraId, publisher);
      return true;
    },
    onMessage: (message) => publisher.take(message),
    onEnd: end,
  });
  socket.on('data', (bytes) => {
    try {
      line.push(bytes);
    } catch (thrown) {
      log.info({ err: thrown, address: socket.remoteAddress }, 'not the RTMP it should be');
      socket.destroy();
    }
  });
  // What is wrong with the connection ends it; `close` follows.
  socket.on('error', () => socket.destroy());
  socket.once('close', () => {
    clearTimeout(deadline);
    gone();
  });
}

/** What was said last may still be read; nothing more is heard. */
function hangUp(socket: Socket): void {
  socket.removeAllListeners('data').resume().end();
  setTimeout(() => socket.destroy(), LEAVES_WITHIN_MS).unref();
}
