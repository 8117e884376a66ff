/** One camera the node carries: its main stream and, where it has one, its sub-stream, as two qualities of one thing. */
import type { CameraHealth, Quality } from '../../config/contract/camera.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { CarriedCamera } from '../../config/contract/node.ts';
import { KeyFramePace } from '../onvif/key-frame-requests.ts';
import { Camera, type CameraNeeds } from './camera.ts';
import { CameraDevice, type CameraDeviceNeeds } from './camera-device.ts';

export class CameraQualities {
  readonly main: Camera;
  readonly device: CameraDevice;
  readonly #needs: CameraNeeds;
  readonly #onSubFailed: (sub: Camera) => void;
  readonly #keyFramePace = new KeyFramePace();
  #sub: Camera | undefined;

  /** Whoever watches a sub-stream that failed may have the main stream instead. */
  constructor(
    carried: CarriedCamera,
    needs: CameraNeeds & Pick<CameraDeviceNeeds, 'onEvent' | 'devices'>,
    onSubFailed: (sub: Camera) => void,
  ) {
    this.#needs = needs;
    this.#onSubFailed = onSubFailed;
    this.main = new Camera(carried, needs, { keyFramePace: this.#keyFramePace });
    this.device = new CameraDevice(carried, needs);
    this.#followSub(carried);
  }

  /** The sub-stream where it is asked for and can be had; else the main stream. */
  pick(quality: Quality): Camera {
    return quality === 'sub' && this.#sub && !this.#sub.isFailing ? this.#sub : this.main;
  }

  get all(): Camera[] {
    return this.#sub ? [this.main, this.#sub] : [this.main];
  }

  /** That stream and no other. Error: `MEDIA_SESSION_NOT_FOUND` when it has none of that quality. */
  only(quality: Quality): Camera {
    const found = this.all.find((each) => each.quality === quality);
    if (!found) throw new AppError('MEDIA_SESSION_NOT_FOUND');
    return found;
  }

  /** Answers a sub-stream that is no longer wanted: whoever uses it must let go before it is closed. */
  update(carried: CarriedCamera): Camera | undefined {
    const before = this.#sub;
    this.main.update(carried);
    this.device.update(carried);
    this.#followSub(carried);
    return before === this.#sub ? undefined : before;
  }

  /** The main stream's, with everybody who watches, and what is known of the sub-stream. */
  health(): CameraHealth {
    const health = { ...this.main.health(), features: [...this.device.features] };
    const sub = this.#sub?.health();
    if (!sub) return health;
    const { state, cause, warnings, codec, keyFrameIntervalMs } = sub;
    return {
      ...health,
      viewerCount: health.viewerCount + sub.viewerCount,
      isNeeded: health.isNeeded || sub.isNeeded,
      sub: { state, cause, warnings, codec, keyFrameIntervalMs },
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.device.close(), ...this.all.map((each) => each.close())]);
  }

  #followSub(carried: CarriedCamera): void {
    const { subSourceUrl } = carried;
    if (subSourceUrl === '') this.#sub = undefined;
    else if (this.#sub) this.#sub.update({ ...carried, sourceUrl: subSourceUrl });
    else {
      const sub: Camera = new Camera({ ...carried, sourceUrl: subSourceUrl }, this.#needs, {
        quality: 'sub',
        keyFramePace: this.#keyFramePace,
        onFailed: () => this.#onSubFailed(sub),
      });
      this.#sub = sub;
    }
  }
}
