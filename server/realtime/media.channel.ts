/**
 * Hands a console's media questions to the media node, once it is sure who asks.
 *
 * A page may use only the transports and consumers it opened itself; how long it has them
 * is media-sessions.ts's.
 */
import type { z } from 'zod';
import { AppError } from '../../config/contract/errors.ts';
import { ConnectTransport, Consume, Nothing, OneConsumer } from '../../config/contract/events.ts';
import type { Viewer } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { CameraService } from '../cameras/camera.service.ts';
import type { ViewingService } from '../media/viewing.service.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import { type ConsoleSocket, type Io, requireRight } from './io.ts';
import { type MediaSession, MediaSessions } from './media-sessions.ts';
import { respond } from './respond.ts';

type Needs = {
  io: Io;
  node: MediaNode;
  cameras: CameraService;
  viewings: ViewingService;
  clock: Clock;
  newId: NewId;
};

export function openMediaChannel({ io, node, cameras, viewings, clock, newId }: Needs): () => void {
  const mediaSessions = new MediaSessions({ node, viewings, clock });

  const requireTransport = ({ transportIds }: MediaSession, transportId: string) => {
    if (!transportIds.has(transportId)) throw new AppError('MEDIA_SESSION_NOT_FOUND', { transportId });
  };
  const requireConsumer = ({ viewingIds }: MediaSession, consumerId: string) => {
    if (!viewingIds.has(consumerId)) throw new AppError('MEDIA_SESSION_NOT_FOUND', { consumerId });
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

  const openTransport = async (its: MediaSession, socket: ConsoleSocket) => {
    const transport = await node.openTransport({ viewer: viewerOf(its, socket) });
    await mediaSessions.requireOpen(its, socket);
    its.transportIds.add(transport.transportId);
    return transport;
  };
  const consume = async (its: MediaSession, socket: ConsoleSocket, input: Consume) => {
    const { person, address } = socket.data.asker;
    requireTransport(its, input.transportId);
    await cameras.watchable(input.cameraId, person);
    const consumed = await node.consume(input);
    await stillWatchable(socket, input.cameraId, consumed.consumerId);
    await mediaSessions.requireOpen(its, socket, consumed.consumerId);
    const viewingId = newId();
    its.viewingIds.set(consumed.consumerId, viewingId);
    const { cameraId, kind } = input;
    const personId = person.id;
    const by = kind === 'audio' ? 'audio' : 'webrtc';
    void viewings.started({ viewingId, cameraId, personId, by, address, atMs: clock(), range: null });
    return consumed;
  };

  io.on('connection', (socket) => {
    const its = mediaSessions.open(socket);

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
        return mediaSessions.closeConsumer(its, input.consumerId);
      }),
    );
  });

  const reset = (available: boolean) => {
    mediaSessions.clear();
    io.emit('mediaReset', { available });
  };
  const stops = [
    node.events.on('connected', () => reset(true)),
    node.events.on('away', () => {
      void viewings.endAll();
      reset(false);
    }),
    node.events.on('consumerClosed', ({ consumerId, connectionId, code }) =>
      mediaSessions.consumerClosed(connectionId, consumerId, code),
    ),
  ];
  return () => {
    for (const stop of stops) stop();
    mediaSessions.close();
  };
}

function viewerOf({ mediaSessionId }: MediaSession, { data: { asker } }: ConsoleSocket): Viewer {
  return { personId: asker.person.id, sessionId: asker.sessionId, connectionId: mediaSessionId };
}
