/**
 * What each page has open at the media node: its media session.
 *
 * When a page is gone, so is everything it had open, and that is written down. A connection
 * that breaks is not yet a page that is gone: pictures go on for a while without it, and for as
 * long as they are watched where the page comes back.
 */
import { AppError, type ErrorCode } from '../../config/contract/errors.ts';
import { ResumeMedia } from '../../config/contract/events.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { ViewingService } from '../media/viewing.service.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import type { ConsoleSocket } from './io.ts';

const log = newLogger('media-sessions');

/** Longer than a page takes to see that its connection broke, and to come back. */
const KEPT_MS = 10_000;
/** The page itself, or the server, ended the connection: nobody comes back. */
const FOR_GOOD: readonly string[] = [
  'client namespace disconnect',
  'server namespace disconnect',
  'server shutting down',
];

/** Of one page: its transports, and the viewing of each consumer. */
export type MediaSession = {
  /** That of its first connection, and what the node knows it by (`connectionId`). */
  readonly mediaSessionId: string;
  /** Whose page it is. */
  readonly sessionId: string;
  /** Null while the page is without a connection. */
  socket: ConsoleSocket | null;
  readonly transportIds: Set<string>;
  readonly viewingIds: Map<string, string>;
  letGoTimer?: NodeJS.Timeout;
};

type Needs = { node: MediaNode; viewings: ViewingService; clock: Clock };

export class MediaSessions {
  readonly #needs: Needs;
  readonly #all = new Map<string, MediaSession>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Begins one, or takes up the one the page names in its handshake, and tells the page which. */
  open(socket: ConsoleSocket): MediaSession {
    const { data: wish } = ResumeMedia.safeParse(socket.handshake.auth.media);
    const resumed = wish && this.#resume(socket, wish);
    const its = resumed ?? this.#begin(socket);
    socket.on('disconnect', (why) => this.#lost(its, socket, why));
    const { mediaSessionId } = its;
    const available = this.#needs.node.ports !== null;
    socket.emit('mediaSession', { mediaSessionId, isResumed: resumed !== undefined, available });
    if (resumed) this.#settle(resumed, socket, wish.consumerIds);
    return its;
  }

  /**
   * What the node made for a page that went meanwhile, or for a connection that broke, is given to nobody.
   * Errors: MEDIA_SESSION_NOT_FOUND.
   */
  async requireOpen(its: MediaSession, socket: ConsoleSocket, consumerId?: string): Promise<void> {
    const isKept = this.#all.has(its.mediaSessionId);
    if (isKept && its.socket === socket) return;
    if (!isKept) this.#closeAtNode(its);
    else if (consumerId) await this.#needs.node.closeConsumer({ consumerId });
    throw new AppError('MEDIA_SESSION_NOT_FOUND');
  }

  closeConsumer(its: MediaSession, consumerId: string): Promise<Record<string, never>> {
    this.#endViewing(its, consumerId);
    return this.#needs.node.closeConsumer({ consumerId });
  }

  /** The node has ended it: a right is gone, or the camera is. */
  consumerClosed(mediaSessionId: string, consumerId: string, code: ErrorCode): void {
    const its = this.#all.get(mediaSessionId);
    if (!its) return;
    this.#endViewing(its, consumerId);
    its.socket?.emit('consumerClosed', { consumerId, code });
  }

  /** The node went, or came back with nothing open. */
  clear(): void {
    for (const its of this.#all.values()) {
      its.transportIds.clear();
      its.viewingIds.clear();
      // Who comes back finds nothing to go on with.
      if (!its.socket) this.#letGo(its);
    }
  }

  close(): void {
    for (const { letGoTimer } of this.#all.values()) clearTimeout(letGoTimer);
  }

  #begin(socket: ConsoleSocket): MediaSession {
    const { connectionId, asker } = socket.data;
    const its: MediaSession = {
      ...{ mediaSessionId: connectionId, sessionId: asker.sessionId },
      ...{ socket, transportIds: new Set(), viewingIds: new Map() },
    };
    this.#all.set(its.mediaSessionId, its);
    return its;
  }

  /** Nobody comes back to what another session of another person opened. */
  #resume(socket: ConsoleSocket, { mediaSessionId }: ResumeMedia): MediaSession | undefined {
    const its = this.#all.get(mediaSessionId);
    if (its?.sessionId !== socket.data.asker.sessionId) return undefined;
    clearTimeout(its.letGoTimer);
    const before = its.socket;
    its.socket = socket;
    // The page saw it break before the server did.
    before?.disconnect(true);
    return its;
  }

  /** Whatever one of both could not tell the other. */
  #settle(its: MediaSession, socket: ConsoleSocket, consumerIds: readonly string[]): void {
    for (const consumerId of its.viewingIds.keys()) {
      if (consumerIds.includes(consumerId)) continue;
      this.closeConsumer(its, consumerId).catch((thrown) => log.warn({ err: thrown }, 'consumer was not closed'));
    }
    for (const consumerId of consumerIds) {
      // Why it ended is told to whoever asks for it again.
      if (!its.viewingIds.has(consumerId))
        socket.emit('consumerClosed', { consumerId, code: 'MEDIA_SESSION_NOT_FOUND' });
    }
  }

  #lost(its: MediaSession, socket: ConsoleSocket, why: string): void {
    if (its.socket !== socket || !this.#all.has(its.mediaSessionId)) return;
    if (FOR_GOOD.includes(why)) this.#letGo(its);
    else {
      its.socket = null;
      its.letGoTimer = setTimeout(() => this.#letGo(its), KEPT_MS).unref();
    }
  }

  #letGo(its: MediaSession): void {
    clearTimeout(its.letGoTimer);
    this.#all.delete(its.mediaSessionId);
    for (const consumerId of its.viewingIds.keys()) this.#endViewing(its, consumerId);
    this.#closeAtNode(its);
  }

  #endViewing({ viewingIds }: MediaSession, consumerId: string): void {
    const viewingId = viewingIds.get(consumerId);
    viewingIds.delete(consumerId);
    const { viewings, clock } = this.#needs;
    if (viewingId) void viewings.ended({ viewingId, atMs: clock() });
  }

  #closeAtNode({ mediaSessionId }: MediaSession): void {
    const { node } = this.#needs;
    if (!node.ports) return;
    node
      .closeConnection({ connectionId: mediaSessionId })
      .catch((thrown) => log.warn({ err: thrown }, 'connection was not closed'));
  }
}
