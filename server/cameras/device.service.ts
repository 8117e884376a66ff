/** What an administrator does to a camera itself, over ONVIF: its picture, its outputs, its restart. On record once it was done. */
import type { Camera } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { CameraImaging, ChangeImaging } from '../../config/contract/imaging.ts';
import type { JournalBodies } from '../../config/contract/journal.ts';
import type { Person } from '../../config/contract/person.ts';
import { actorOf, type Journal } from '../journal/journal.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import { cameraScope } from './camera.rules.ts';
import type { CameraService } from './camera.service.ts';

type Needs = {
  journal: Journal;
  cameras: CameraService;
  node: Pick<MediaNode, 'imaging' | 'setImaging' | 'relays' | 'setRelay' | 'rebootCamera'>;
};

export class DeviceService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async imaging(cameraId: string, by: Person): Promise<CameraImaging> {
    await this.#camera(cameraId, by);
    return this.#needs.node.imaging({ cameraId });
  }

  async setImaging(cameraId: string, change: ChangeImaging, by: Person): Promise<CameraImaging> {
    const camera = await this.#camera(cameraId, by);
    const after = await this.#needs.node.setImaging({ cameraId, change });
    await this.#record(camera, by, { cameraId, did: 'imaging', change });
    return after;
  }

  async relays(cameraId: string, by: Person): Promise<string[]> {
    await this.#camera(cameraId, by);
    return this.#needs.node.relays({ cameraId });
  }

  async switchRelay(cameraId: string, what: { relay: string; isActive: boolean }, by: Person): Promise<void> {
    const camera = await this.#camera(cameraId, by);
    await this.#needs.node.setRelay({ cameraId, token: what.relay, isActive: what.isActive });
    await this.#record(camera, by, { cameraId, did: 'relay', ...what });
  }

  async reboot(cameraId: string, by: Person): Promise<void> {
    const camera = await this.#camera(cameraId, by);
    await this.#needs.node.rebootCamera({ cameraId });
    await this.#record(camera, by, { cameraId, did: 'reboot' });
  }

  /** Errors: `CAMERA_NOT_FOUND`, `CAMERA_DISABLED`, `ONVIF_NOT_OFFERED` when it has no ONVIF address. */
  async #camera(cameraId: string, by: Person): Promise<Camera> {
    const camera = await this.#needs.cameras.permitted(cameraId, by, 'camera.configure');
    if (camera.disabled) throw new AppError('CAMERA_DISABLED', { cameraId });
    if (camera.onvifUrl === '') throw new AppError('ONVIF_NOT_OFFERED', { what: 'ONVIF' });
    return camera;
  }

  #record(camera: Camera, by: Person, body: JournalBodies['cameraDevice']): Promise<void> {
    return this.#needs.journal.commit(actorOf(by), async (change) => {
      change.record('cameraDevice', camera.id, cameraScope(camera), body);
    });
  }
}
