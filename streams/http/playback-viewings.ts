/**
 * Who looks at which recordings. Opened by a media token, with an id of its own in
 * its paths; it lives while it asks for more, and ends when it falls silent or its
 * right is withdrawn.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { GrantOf } from '../../config/contract/media-token.ts';
import type { Viewer, ViewingNotice } from '../../config/contract/node.ts';
import type { RecordedSpan } from '../../config/contract/recording.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';

/** Somebody who has stopped the picture to look at it asks for nothing meanwhile. */
const SILENT_MS = 10 * 60_000;
const LOOK_EVERY_MS = 5_000;

type RangeGrant = GrantOf<'playback'> | GrantOf<'playbackSound'> | GrantOf<'download'>;
type PlaybackViewing<Content> = {
  viewingId: string;
  cameraId: string;
  kind: RangeGrant['action'];
  viewer: Viewer;
  content: Content;
  lastAskedAtMs: number;
  /** What is being sent to this viewer now. */
  sending: Set<() => void>;
};

export type PlaybackNeeds<Content> = {
  clock: Clock;
  newId: NewId;
  /** What there is of the range. Errors: RECORDING_NOT_FOUND. */
  contentOf: (cameraId: string, range: RecordedSpan, kind: RangeGrant['action']) => Promise<Content>;
  /** Nobody looks at it any more. */
  closeContent?: (content: Content) => void;
  /** Where the pictures come from, as it is written down. */
  by: Record<RangeGrant['action'], ViewingNotice['by']>;
  onStarted: (notice: ViewingNotice) => void;
  onEnded: (viewingId: string) => void;
};

export class PlaybackViewings<Content> {
  readonly #needs: PlaybackNeeds<Content>;
  readonly #viewings = new Map<string, PlaybackViewing<Content>>();
  readonly #timer: NodeJS.Timeout;

  constructor(needs: PlaybackNeeds<Content>) {
    this.#needs = needs;
    this.#timer = setInterval(() => this.#endSilent(), LOOK_EVERY_MS);
  }

  /** Errors: RECORDING_NOT_FOUND, MEDIA_NODE_AWAY. */
  async open(grant: RangeGrant, address: string): Promise<{ viewingId: string; content: Content }> {
    const { clock, newId, contentOf, by, onStarted } = this.#needs;
    const { cameraId, personId, sessionId, fromMs, toMs, action } = grant;
    const content = await contentOf(cameraId, { fromMs, toMs }, action);
    const viewingId = newId();
    const viewer = { personId, sessionId, connectionId: '' };
    const sending = new Set<() => void>();
    const what = { viewingId, cameraId, kind: action, viewer, content };
    this.#viewings.set(viewingId, { ...what, lastAskedAtMs: clock(), sending });
    onStarted({ viewingId, cameraId, by: by[action], viewer, address, atMs: clock(), range: { fromMs, toMs } });
    return { viewingId, content };
  }

  /** What a viewing that lives looks at. Errors: MEDIA_SESSION_NOT_FOUND. */
  content(cameraId: string, viewingId: string): Content {
    const viewing = this.#viewings.get(viewingId);
    if (!viewing || viewing.cameraId !== cameraId) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    viewing.lastAskedAtMs = this.#needs.clock();
    return viewing.content;
  }

  /** While something is sent the viewing lives; when its right is withdrawn, `cancel` is called. Answers the way to say that it is done. */
  sending(viewingId: string, cancel: () => void): () => void {
    const viewing = this.#viewings.get(viewingId);
    viewing?.sending.add(cancel);
    return () => viewing?.sending.delete(cancel);
  }

  end(viewingId: string): void {
    const viewing = this.#viewings.get(viewingId);
    if (viewing) this.#end(viewing);
  }

  withdraw(concerns: (viewer: Viewer, cameraId: string, kind: RangeGrant['action']) => boolean): void {
    for (const viewing of this.#viewings.values()) {
      if (concerns(viewing.viewer, viewing.cameraId, viewing.kind)) this.#end(viewing);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    for (const viewing of this.#viewings.values()) this.#end(viewing);
  }

  #endSilent(): void {
    const nowMs = this.#needs.clock();
    for (const viewing of this.#viewings.values()) {
      if (viewing.sending.size === 0 && nowMs - viewing.lastAskedAtMs > SILENT_MS) this.#end(viewing);
    }
  }

  #end({ viewingId, content, sending }: PlaybackViewing<Content>): void {
    if (!this.#viewings.delete(viewingId)) return;
    for (const cancel of sending) cancel();
    this.#needs.closeContent?.(content);
    this.#needs.onEnded(viewingId);
  }
}
