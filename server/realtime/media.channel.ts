/**
 * Hands a console's media questions to the media node, once it is sure who asks.
 *
 * A connection may use only the transports and consumers it opened itself. When
 * it is gone, so is everything it had open, and that is written down.
 */
import type { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import { ConnectTransport, Consume, Nothing, OneConsumer } from '../../config/contract/events.ts';
import type { Viewer } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { CameraService } from '../cameras/camera.service.ts';
import type { ViewingService } from '../media/viewing.service.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import { type ConsoleSocket, everySocket, type Io, requireRight } from './io.ts';
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

/** What one connection has open: its transports, and the viewing of each consumer. */
type Held = { transportIds: Set<string>; viewingIds: Map<string, string> };

export function openMediaChannel({ io, node, cameras, viewings, clock, newId }: Needs): () => void {
  const heldBy = new Map<string, Held>();

  const heldOf = ({ data }: ConsoleSocket): Held => {
    const held = heldBy.get(data.connectionId);
    if (!held) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    return held;
  };
  const requireTransport = (socket: ConsoleSocket, transportId: string) => {
    if (!heldOf(socket).transportIds.has(transportId)) throw new AppError('MEDIA_SESSION_NOT_FOUND', { transportId });
  };
  const requireConsumer = (socket: ConsoleSocket, consumerId: string) => {
    if (!heldOf(socket).viewingIds.has(consumerId)) throw new AppError('MEDIA_SESSION_NOT_FOUND', { consumerId });
  };
  const endViewing = (connectionId: string, consumerId: string) => {
    const held = heldBy.get(connectionId);
    const viewingId = held?.viewingIds.get(consumerId);
    held?.viewingIds.delete(consumerId);
    if (viewingId) void viewings.ended({ viewingId, atMs: clock() });
  };
  const letGo = (connectionId: string) => {
    for (const consumerId of heldBy.get(connectionId)?.viewingIds.keys() ?? []) endViewing(connectionId, consumerId);
    heldBy.delete(connectionId);
    closeConnection(node, connectionId);
  };
  /** A connection that ended while the node worked for it must not leave the result behind. */
  const stillHeld = (socket: ConsoleSocket): Held => {
    const held = heldBy.get(socket.data.connectionId);
    if (held) return held;
    closeConnection(node, socket.data.connectionId);
    throw new AppError('MEDIA_SESSION_NOT_FOUND');
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

  const openTransport = async (socket: ConsoleSocket) => {
    const transport = await node.openTransport({ viewer: viewerOf(socket) });
    stillHeld(socket).transportIds.add(transport.transportId);
    return transport;
  };
  const consume = async (socket: ConsoleSocket, input: Consume) => {
    const { person, address } = socket.data.asker;
    requireTransport(socket, input.transportId);
    await cameras.watchable(input.cameraId, person);
    const consumed = await node.consume(input);
    await stillWatchable(socket, input.cameraId, consumed.consumerId);
    const viewingId = newId();
    stillHeld(socket).viewingIds.set(consumed.consumerId, viewingId);
    const { cameraId, kind } = input;
    const personId = person.id;
    const by = kind === 'audio' ? 'audio' : 'webrtc';
    void viewings.started({ viewingId, cameraId, personId, by, address, atMs: clock(), range: null });
    return consumed;
  };

  io.on('connection', (socket) => {
    const { connectionId } = socket.data;
    heldBy.set(connectionId, { transportIds: new Set(), viewingIds: new Map() });
    socket.on('disconnect', () => letGo(connectionId));
    if (!node.ports) socket.emit('mediaReset', { available: false });

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
      watching(Nothing, () => openTransport(socket)),
    );
    socket.on(
      'connectTransport',
      watching(ConnectTransport, async (input) => {
        requireTransport(socket, input.transportId);
        return node.connectTransport(input);
      }),
    );
    socket.on(
      'consume',
      watching(Consume, (input) => consume(socket, input)),
    );
    socket.on(
      'resumeConsumer',
      watching(OneConsumer, async (input) => {
        requireConsumer(socket, input.consumerId);
        return node.resumeConsumer(input);
      }),
    );
    socket.on(
      'closeConsumer',
      watching(OneConsumer, async (input) => {
        requireConsumer(socket, input.consumerId);
        endViewing(connectionId, input.consumerId);
        return node.closeConsumer(input);
      }),
    );
  });

  const reset = (available: boolean) => {
    for (const held of heldBy.values()) {
      held.transportIds.clear();
      held.viewingIds.clear();
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
      endViewing(connectionId, consumerId);
      const socket = everySocket(io).find(({ data }) => data.connectionId === connectionId);
      socket?.emit('consumerClosed', { consumerId, code });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function viewerOf({ data: { asker, connectionId } }: ConsoleSocket): Viewer {
  return { personId: asker.person.id, sessionId: asker.sessionId, connectionId };
}

function closeConnection(node: MediaNode, connectionId: string): void {
  if (!node.ports) return;
  node.closeConnection({ connectionId }).catch((thrown) => log.warn({ err: thrown }, 'connection was not closed'));
}
