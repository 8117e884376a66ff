/**
 * Who looks at which recordings. Opened by a media token, with an id of its own in
 * its paths; it lives while it asks for more, and ends when it falls silent or its
 * right is withdrawn.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { GrantOf } from '../../config/contract/media-token.ts';
import type { Viewer, ViewingNotice } from '../../config/contract/node.ts';
import type { RecordedSegment } from '../../config/contract/recording.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';

/** Somebody who has stopped the picture to look at it asks for nothing meanwhile. */
const SILENT_MS = 10 * 60_000;
const LOOK_EVERY_MS = 5_000;

type RangeGrant = GrantOf<'playback'> | GrantOf<'playbackSound'> | GrantOf<'download'>;
type PlaybackViewing = {
  viewingId: string;
  cameraId: string;
  kind: RangeGrant['action'];
  viewer: Viewer;
  segments: readonly RecordedSegment[];
  lastAskedAtMs: number;
  /** What is being sent to this viewer now. */
  sending: Set<() => void>;
};

export type PlaybackNeeds = {
  clock: Clock;
  newId: NewId;
  /** From the server's index, in order of time. */
  segmentsOf: (cameraId: string, fromMs: number, toMs: number) => Promise<RecordedSegment[]>;
  onStarted: (notice: ViewingNotice) => void;
  onEnded: (viewingId: string) => void;
};

export class PlaybackViewings {
  readonly #needs: PlaybackNeeds;
  readonly #viewings = new Map<string, PlaybackViewing>();
  readonly #timer: NodeJS.Timeout;

  constructor(needs: PlaybackNeeds) {
    this.#needs = needs;
    this.#timer = setInterval(() => this.#endSilent(), LOOK_EVERY_MS);
  }

  /** Errors: RECORDING_NOT_FOUND, MEDIA_NODE_AWAY. */
  async open(grant: RangeGrant, address: string): Promise<{ viewingId: string; segments: readonly RecordedSegment[] }> {
    const { clock, newId, segmentsOf, onStarted } = this.#needs;
    const { cameraId, personId, sessionId, fromMs, toMs, action } = grant;
    const found = await segmentsOf(cameraId, fromMs, toMs);
    const segments = action === 'playbackSound' ? soundingAlike(found) : found;
    if (segments.length === 0) throw new AppError('RECORDING_NOT_FOUND');
    const viewingId = newId();
    const viewer = { personId, sessionId, connectionId: '' };
    const sending = new Set<() => void>();
    const what = { viewingId, cameraId, kind: action, viewer, segments };
    this.#viewings.set(viewingId, { ...what, lastAskedAtMs: clock(), sending });
    onStarted({ viewingId, cameraId, by: action, viewer, address, atMs: clock(), range: { fromMs, toMs } });
    return { viewingId, segments };
  }

  /** One of its segments, and whether its sound may be heard. Errors: MEDIA_SESSION_NOT_FOUND, NOT_FOUND. */
  segment(cameraId: string, viewingId: string, index: number): { segment: RecordedSegment; isHeard: boolean } {
    const viewing = this.#viewings.get(viewingId);
    if (!viewing || viewing.cameraId !== cameraId) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    viewing.lastAskedAtMs = this.#needs.clock();
    const segment = viewing.segments[index];
    if (!segment) throw new AppError('NOT_FOUND');
    return { segment, isHeard: viewing.kind === 'playbackSound' };
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

  #end({ viewingId, sending }: PlaybackViewing): void {
    if (!this.#viewings.delete(viewingId)) return;
    for (const cancel of sending) cancel();
    this.#needs.onEnded(viewingId);
  }
}

/** No player takes on sound, or another kind of it, in the middle: those that go with the first that has any. */
function soundingAlike(segments: readonly RecordedSegment[]): RecordedSegment[] {
  const first = segments.find(({ audioCodec }) => audioCodec !== null);
  return segments.filter(({ audioCodec }) => audioCodec !== null && audioCodec === first?.audioCodec);
}
