/**
 * Hands a console's media questions to the media node, once it is sure who asks.
 *
 * A page may use only the transports and consumers it opened itself. When it is gone, so is
 * everything it had open, and that is written down. A connection that breaks is not yet a page
 * that is gone: pictures go on for a while without it, and for as long as they are watched
 * where the page comes back.
 */
import type { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import { ConnectTransport, Consume, Nothing, OneConsumer, ResumeMedia } from '../../config/contract/events.ts';
import type { Viewer } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { CameraService } from '../cameras/camera.service.ts';
import type { ViewingService } from '../media/viewing.service.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import { type ConsoleSocket, type Io, requireRight } from './io.ts';
import { respond } from './respond.ts';

const log = newLogger('media-channel');

type Needs = {
  io: Io;
  node: MediaNode;
  cameras: CameraService;
  viewings: ViewingService;
  clock: Clock;
  newId: NewId;
};

/** What one page has open: its transports, and the viewing of each consumer. */
type Held = {
  /** What the node knows it by, as `connectionId`: the first connection's. */
  readonly mediaSessionId: string;
  readonly sessionId: string;
  /** Null while the page is without a connection. */
  socket: ConsoleSocket | null;
  readonly transportIds: Set<string>;
  readonly viewingIds: Map<string, string>;
  letGoTimer?: NodeJS.Timeout;
};

/** Longer than a page takes to see that its connection broke, and to come back. */
const KEPT_MS = 10_000;
/** The page itself, or the server, ended the connection: nobody comes back. */
const FOR_GOOD: readonly string[] = [
  'client namespace disconnect',
  'server namespace disconnect',
  'server shutting down',
];

export function openMediaChannel({ io, node, cameras, viewings, clock, newId }: Needs): () => void {
  const held = new Map<string, Held>();

  const requireTransport = ({ transportIds }: Held, transportId: string) => {
    if (!transportIds.has(transportId)) throw new AppError('MEDIA_SESSION_NOT_FOUND', { transportId });
  };
  const requireConsumer = ({ viewingIds }: Held, consumerId: string) => {
    if (!viewingIds.has(consumerId)) throw new AppError('MEDIA_SESSION_NOT_FOUND', { consumerId });
  };
  const endViewing = ({ viewingIds }: Held, consumerId: string) => {
    const viewingId = viewingIds.get(consumerId);
    viewingIds.delete(consumerId);
    if (viewingId) void viewings.ended({ viewingId, atMs: clock() });
  };
  const closeConsumer = (its: Held, consumerId: string) => {
    endViewing(its, consumerId);
    return node.closeConsumer({ consumerId });
  };
  const letGo = (its: Held) => {
    clearTimeout(its.letGoTimer);
    held.delete(its.mediaSessionId);
    for (const consumerId of its.viewingIds.keys()) endViewing(its, consumerId);
    closeConnection(node, its.mediaSessionId);
  };
  const begin = (socket: ConsoleSocket): Held => {
    const mediaSessionId = socket.data.connectionId;
    const { sessionId } = socket.data.asker;
    const its: Held = { mediaSessionId, sessionId, socket, transportIds: new Set(), viewingIds: new Map() };
    held.set(mediaSessionId, its);
    return its;
  };
  /** Nobody comes back to what another session of another person opened. */
  const resume = (socket: ConsoleSocket, { mediaSessionId }: ResumeMedia): Held | undefined => {
    const its = held.get(mediaSessionId);
    if (its?.sessionId !== socket.data.asker.sessionId) return undefined;
    clearTimeout(its.letGoTimer);
    const before = its.socket;
    its.socket = socket;
    // The page saw it break before the server did.
    before?.disconnect(true);
    return its;
  };
  /** Whatever one of both could not tell the other. */
  const settle = (its: Held, socket: ConsoleSocket, consumerIds: readonly string[]) => {
    for (const consumerId of its.viewingIds.keys()) {
      if (consumerIds.includes(consumerId)) continue;
      closeConsumer(its, consumerId).catch((thrown) => log.warn({ err: thrown }, 'consumer was not closed'));
    }
    for (const consumerId of consumerIds) {
      // Why it ended is told to whoever asks for it again.
      if (!its.viewingIds.has(consumerId))
        socket.emit('consumerClosed', { consumerId, code: 'MEDIA_SESSION_NOT_FOUND' });
    }
  };
  const lost = (its: Held, socket: ConsoleSocket, why: string) => {
    if (its.socket !== socket || !held.has(its.mediaSessionId)) return;
    if (FOR_GOOD.includes(why)) return letGo(its);
    its.socket = null;
    its.letGoTimer = setTimeout(() => letGo(its), KEPT_MS).unref();
  };

  /** A right that went while the node worked was withdrawn before there was anything to end. */
  const stillWatchable = async (socket: ConsoleSocket, cameraId: string, consumerId: string) => {
    try {
      await cameras.watchable(cameraId, socket.data.asker.person);
    } catch (thrown) {
      await node.closeConsumer({ consumerId });
      throw thrown;
    }
  };

  /** What the node made for a page that went meanwhile, or for a connection that broke, is given to nobody. */
  const requireHeld = async (its: Held, socket: ConsoleSocket, consumerId?: string) => {
    if (its.socket === socket && held.has(its.mediaSessionId)) return;
    if (!held.has(its.mediaSessionId)) closeConnection(node, its.mediaSessionId);
    else if (consumerId) await node.closeConsumer({ consumerId });
    throw new AppError('MEDIA_SESSION_NOT_FOUND');
  };

  const openTransport = async (its: Held, socket: ConsoleSocket) => {
    const transport = await node.openTransport({ viewer: viewerOf(its, socket) });
    await requireHeld(its, socket);
    its.transportIds.add(transport.transportId);
    return transport;
  };
  const consume = async (its: Held, socket: ConsoleSocket, input: Consume) => {
    const { person, address } = socket.data.asker;
    requireTransport(its, input.transportId);
    await cameras.watchable(input.cameraId, person);
    const consumed = await node.consume(input);
    await stillWatchable(socket, input.cameraId, consumed.consumerId);
    await requireHeld(its, socket, consumed.consumerId);
    const viewingId = newId();
    its.viewingIds.set(consumed.consumerId, viewingId);
    const { cameraId, kind } = input;
    const personId = person.id;
    const by = kind === 'audio' ? 'audio' : 'webrtc';
    void viewings.started({ viewingId, cameraId, personId, by, address, atMs: clock(), range: null });
    return consumed;
  };

  io.on('connection', (socket) => {
    const { data: wish } = ResumeMedia.safeParse(socket.handshake.auth.media);
    const resumed = wish && resume(socket, wish);
    const its = resumed ?? begin(socket);
    socket.on('disconnect', (why) => lost(its, socket, why));
    const { mediaSessionId } = its;
    socket.emit('mediaSession', { mediaSessionId, isResumed: resumed !== undefined, available: node.ports !== null });
    if (resumed) settle(resumed, socket, wish.consumerIds);

    const watching = <In, Out>(schema: z.ZodType<In>, work: (input: In) => Promise<Out>) =>
      respond(schema, (input) => {
        requireRight(socket, 'camera.watch');
        return work(input);
      });

    socket.on(
      'rtcCapabilities',
      watching(Nothing, () => node.rtcCapabilities({})),
    );
    socket.on(
      'openTransport',
      watching(Nothing, () => openTransport(its, socket)),
    );
    socket.on(
      'connectTransport',
      watching(ConnectTransport, async (input) => {
        requireTransport(its, input.transportId);
        return node.connectTransport(input);
      }),
    );
    socket.on(
      'consume',
      watching(Consume, (input) => consume(its, socket, input)),
    );
    socket.on(
      'resumeConsumer',
      watching(OneConsumer, async (input) => {
        requireConsumer(its, input.consumerId);
        return node.resumeConsumer(input);
      }),
    );
    socket.on(
      'closeConsumer',
      watching(OneConsumer, async (input) => {
        requireConsumer(its, input.consumerId);
        return closeConsumer(its, input.consumerId);
      }),
    );
  });

  const reset = (available: boolean) => {
    for (const its of held.values()) {
      its.transportIds.clear();
      its.viewingIds.clear();
      // Who comes back finds nothing to go on with.
      if (!its.socket) letGo(its);
    }
    io.emit('mediaReset', { available });
  };
  const stops = [
    node.events.on('connected', () => reset(true)),
    node.events.on('away', () => {
      void viewings.endAll();
      reset(false);
    }),
    node.events.on('consumerClosed', ({ consumerId, connectionId, code }) => {
      const its = held.get(connectionId);
      if (!its) return;
      endViewing(its, consumerId);
      its.socket?.emit('consumerClosed', { consumerId, code });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const { letGoTimer } of held.values()) clearTimeout(letGoTimer);
  };
}

function viewerOf({ mediaSessionId }: Held, { data: { asker } }: ConsoleSocket): Viewer {
  return { personId: asker.person.id, sessionId: asker.sessionId, connectionId: mediaSessionId };
}

function closeConnection(node: MediaNode, connectionId: string): void {
  if (!node.ports) return;
  node.closeConnection({ connectionId }).catch((thrown) => log.warn({ err: thrown }, 'connection was not closed'));
}
