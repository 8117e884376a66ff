/**
 * Who watches what over HLS. A viewing is opened by a media token, has an id of
 * its own in its paths, lives while it asks for more, and ends when it falls
 * silent or its right is withdrawn.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { MediaGrant } from '../../config/contract/media-token.ts';
import type { Viewer, ViewingNotice } from '../../config/contract/node.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Camera } from '../cameras/camera.ts';
import { HlsOutput } from '../outputs/hls.output.ts';

const SILENT_MS = 12_000;
const LOOK_EVERY_MS = 2_000;

type Viewing = { viewingId: string; cameraId: string; viewer: Viewer; lastAskedAtMs: number };
type Shared = { output: HlsOutput; detach: () => void; viewings: number };

export type HlsNeeds = {
  clock: Clock;
  newId: NewId;
  camera: (cameraId: string) => Camera;
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
    { cameraId, personId, sessionId }: MediaGrant,
    address: string,
  ): { viewingId: string; camera: Camera; output: HlsOutput } {
    const { clock, newId, onStarted } = this.#needs;
    const camera = this.#needs.camera(cameraId);
    const viewingId = newId();
    const viewer = { personId, sessionId, connectionId: '' };
    const output = this.#join(camera);
    this.#viewings.set(viewingId, { viewingId, cameraId, viewer, lastAskedAtMs: clock() });
    camera.addViewers(1);
    onStarted({ viewingId, cameraId, by: 'hls', viewer, address, atMs: clock() });
    return { viewingId, camera, output };
  }

  /** The camera's output, for a viewing that still lives. Errors: MEDIA_SESSION_NOT_FOUND. */
  output(cameraId: string, viewingId: string): HlsOutput {
    const viewing = this.#viewings.get(viewingId);
    const shared = this.#outputs.get(cameraId);
    if (!viewing || viewing.cameraId !== cameraId || !shared) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    viewing.lastAskedAtMs = this.#needs.clock();
    return shared.output;
  }

  withdraw(concerns: (viewer: Viewer, cameraId: string) => boolean): void {
    for (const viewing of this.#viewings.values()) {
      if (concerns(viewing.viewer, viewing.cameraId)) this.#end(viewing);
    }
  }

  forgetCamera(cameraId: string): void {
    for (const viewing of this.#viewings.values()) {
      if (viewing.cameraId === cameraId) this.#end(viewing);
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
    const known = this.#outputs.get(camera.cameraId);
    if (known) {
      known.viewings += 1;
      return known.output;
    }
    const output = new HlsOutput();
    for (const unit of camera.stream.cachedGop) output.take(unit);
    this.#outputs.set(camera.cameraId, { output, detach: camera.attach(output), viewings: 1 });
    return output;
  }

  #end({ viewingId, cameraId }: Viewing): void {
    this.#viewings.delete(viewingId);
    this.#needs.camera(cameraId).addViewers(-1);
    const shared = this.#outputs.get(cameraId);
    if (shared) {
      shared.viewings -= 1;
      if (shared.viewings === 0) {
        shared.detach();
        this.#outputs.delete(cameraId);
      }
    }
    this.#needs.onEnded(viewingId);
  }
}
