/**
 * Who watches what over HLS. A viewing is opened by a media token, has an id of
 * its own in its paths, lives while it asks for more, and ends when it falls
 * silent or its right is withdrawn.
 */
import type { Quality } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { GrantOf } from '../../config/contract/media-token.ts';
import type { Viewer, ViewingNotice } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Camera } from '../cameras/camera.ts';
import { HlsOutput } from '../outputs/hls.output.ts';

const SILENT_MS = 12_000;
const LOOK_EVERY_MS = 2_000;

type Viewing = { viewingId: string; camera: Camera; viewer: Viewer; lastAskedAtMs: number };
type Shared = { output: HlsOutput; detach: () => void; viewings: number };

export type HlsNeeds = {
  clock: Clock;
  newId: NewId;
  camera: (cameraId: string, quality: Quality) => Camera;
  onStarted: (notice: ViewingNotice) => void;
  onEnded: (viewingId: string) => void;
};

export class HlsViewings {
  readonly #needs: HlsNeeds;
  readonly #viewings = new Map<string, Viewing>();
  readonly #outputs = new Map<string, Shared>();
  readonly #timer: NodeJS.Timeout;

  constructor(needs: HlsNeeds) {
    this.#needs = needs;
    this.#timer = setInterval(() => this.#endSilent(), LOOK_EVERY_MS);
  }

  open(
    { cameraId, quality, personId, sessionId }: GrantOf<'live'>,
    address: string,
  ): { viewingId: string; camera: Camera; output: HlsOutput } {
    const { clock, newId, onStarted } = this.#needs;
    const camera = this.#needs.camera(cameraId, quality);
    const viewingId = newId();
    const viewer = { personId, sessionId, connectionId: '' };
    const output = this.#join(camera);
    this.#viewings.set(viewingId, { viewingId, camera, viewer, lastAskedAtMs: clock() });
    camera.addViewers(1);
    onStarted({ viewingId, cameraId, by: 'hls', viewer, address, atMs: clock(), range: null });
    return { viewingId, camera, output };
  }

  /** The camera's output, for a viewing that still lives. Errors: MEDIA_SESSION_NOT_FOUND. */
  output(cameraId: string, viewingId: string): HlsOutput {
    const viewing = this.#viewings.get(viewingId);
    const shared = viewing && this.#outputs.get(viewing.camera.streamId);
    if (!viewing || viewing.camera.cameraId !== cameraId || !shared) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    viewing.lastAskedAtMs = this.#needs.clock();
    return shared.output;
  }

  /** Of one that is not begun after all. */
  end(viewingId: string): void {
    const viewing = this.#viewings.get(viewingId);
    if (viewing) this.#end(viewing);
  }

  withdraw(concerns: (viewer: Viewer, cameraId: string) => boolean): void {
    for (const viewing of this.#viewings.values()) {
      if (concerns(viewing.viewer, viewing.camera.cameraId)) this.#end(viewing);
    }
  }

  forget({ streamId }: Camera): void {
    for (const viewing of this.#viewings.values()) {
      if (viewing.camera.streamId === streamId) this.#end(viewing);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    for (const viewing of this.#viewings.values()) this.#end(viewing);
  }

  #endSilent(): void {
    const nowMs = this.#needs.clock();
    for (const viewing of this.#viewings.values()) {
      if (nowMs - viewing.lastAskedAtMs > SILENT_MS) this.#end(viewing);
    }
  }

  #join(camera: Camera): HlsOutput {
    const known = this.#outputs.get(camera.streamId);
    if (known) {
      known.viewings += 1;
      return known.output;
    }
    const output = new HlsOutput();
    for (const unit of camera.stream.cachedGop) output.take(unit);
    this.#outputs.set(camera.streamId, { output, detach: camera.attach(output), viewings: 1 });
    return output;
  }

  #end({ viewingId, camera }: Viewing): void {
    this.#viewings.delete(viewingId);
    camera.addViewers(-1);
    const shared = this.#outputs.get(camera.streamId);
    if (shared) {
      shared.viewings -= 1;
      if (shared.viewings === 0) {
        shared.detach();
        this.#outputs.delete(camera.streamId);
      }
    }
    this.#needs.onEnded(viewingId);
  }
}
