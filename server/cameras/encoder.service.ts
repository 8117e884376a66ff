/**
 * The encoder of a camera, looked at and set over ONVIF by its media node. That it was set is on
 * record with what the camera made of it; that it refused, too: it may have taken a part.
 */
import type {
  Camera,
  ChangeEncoder,
  EncoderFit,
  EncoderForm,
  EncoderPreview,
  Quality,
} from '../../config/contract/camera.ts';
import { AppError, toAppError } from '../../config/contract/errors.ts';
import type { JournalBodies } from '../../config/contract/journal.ts';
import type { Person } from '../../config/contract/person.ts';
import { actorOf, type Journal } from '../journal/journal.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import { cameraScope } from './camera.rules.ts';
import type { CameraService } from './camera.service.ts';

type Needs = {
  journal: Journal;
  cameras: CameraService;
  node: Pick<MediaNode, 'encoder' | 'fitEncoder' | 'encoderSettings' | 'setEncoder'>;
};

export class EncoderService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async preview(cameraId: string, by: Person): Promise<EncoderPreview> {
    await this.#camera(cameraId, by);
    return this.#needs.node.encoder({ cameraId });
  }

  async fit(cameraId: string, by: Person): Promise<EncoderFit> {
    const camera = await this.#camera(cameraId, by);
    return this.#setting(camera, 'main', by, () => this.#needs.node.fitEncoder({ cameraId }));
  }

  /** Errors: also `INVALID_REQUEST` for a sub-stream that the camera does not have. */
  async settings(cameraId: string, quality: Quality, by: Person): Promise<EncoderForm> {
    requireStream(await this.#camera(cameraId, by), quality);
    return this.#needs.node.encoderSettings({ cameraId, quality });
  }

  /** Errors: as `settings`, and for what the camera does not offer. */
  async set(
    cameraId: string,
    { quality, change }: { quality: Quality; change: ChangeEncoder },
    by: Person,
  ): Promise<EncoderFit> {
    const camera = await this.#camera(cameraId, by);
    requireStream(camera, quality);
    return this.#setting(camera, quality, by, () => this.#needs.node.setEncoder({ cameraId, quality, change }));
  }

  async #setting(camera: Camera, quality: Quality, by: Person, work: () => Promise<EncoderFit>): Promise<EncoderFit> {
    const about = { cameraId: camera.id, quality };
    try {
      const fit = await work();
      const { before, after, notTaken } = fit;
      await this.#record(camera, by, { ...about, before, after, notTaken, failure: null });
      return fit;
    } catch (thrown) {
      const failure = toAppError(thrown).toFailure();
      await this.#record(camera, by, { ...about, before: null, after: null, notTaken: [], failure });
      throw thrown;
    }
  }

  /** Errors: `CAMERA_NOT_FOUND`, `CAMERA_DISABLED`, `ONVIF_NOT_OFFERED` when it has no ONVIF address. */
  async #camera(cameraId: string, by: Person): Promise<Camera> {
    const camera = await this.#needs.cameras.permitted(cameraId, by, 'camera.configure');
    if (camera.disabled) throw new AppError('CAMERA_DISABLED', { cameraId });
    if (camera.onvifUrl === '') throw new AppError('ONVIF_NOT_OFFERED', { what: 'ONVIF' });
    return camera;
  }

  #record(camera: Camera, by: Person, body: JournalBodies['cameraEncoder']): Promise<void> {
    return this.#needs.journal.commit(actorOf(by), async (change) => {
      change.record('cameraEncoder', camera.id, cameraScope(camera), body);
    });
  }
}

function requireStream({ subSourceUrl }: Camera, quality: Quality): void {
  if (quality === 'sub' && subSourceUrl === '') throw new AppError('INVALID_REQUEST', { field: 'quality' });
}
