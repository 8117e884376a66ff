/**
 * Devices by their address and login. A recorder is one device and many cameras: they share what it
 * says of itself, and one subscription to its events.
 */
import type { Clock } from '../../config/kernel/clock.ts';
import { OnvifDevice } from '../onvif/device.ts';
import { Remembered } from '../onvif/remembered.ts';
import type { OnvifTarget } from '../onvif/soap-line.ts';
import { type EventListener, EventWatch } from './event-watch.ts';

type Shared = { device: Remembered<OnvifDevice>; events: EventWatch; cameraCount: number };

export class SharedDevices {
  readonly #clock: Clock;
  readonly #shared = new Map<string, Shared>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** One camera's part in a device, until it lets go of it. */
  take(target: OnvifTarget): DeviceShare {
    const { onvifUrl, username, password } = target;
    const key = JSON.stringify([onvifUrl, username, password]);
    const shared = this.#shared.get(key) ?? this.#newShared({ onvifUrl, username, password });
    this.#shared.set(key, shared);
    shared.cameraCount += 1;
    return {
      open: () => shared.device.get(),
      listen: (listener) => shared.events.listen(listener),
      letGo: () => {
        shared.cameraCount -= 1;
        if (shared.cameraCount === 0) this.#shared.delete(key);
      },
    };
  }

  #newShared(target: OnvifTarget): Shared {
    const device = new Remembered(() => OnvifDevice.open(target, { clock: this.#clock }), this.#clock);
    const subscribe = async () => {
      const open = await device.get();
      const sources = await open.pictureSources();
      return { point: await open.subscribe(), sources };
    };
    const events = new EventWatch({ onvifUrl: target.onvifUrl, clock: this.#clock, subscribe });
    return { device, events, cameraCount: 0 };
  }
}

export type DeviceShare = {
  open: () => Promise<OnvifDevice>;
  listen: (listener: EventListener) => () => void;
  /** Once. */
  letGo: () => void;
};
