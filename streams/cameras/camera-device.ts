/**
 * What a camera can do over ONVIF besides showing pictures: found out once, told with its health,
 * and done when it is asked. Turning is stopped here when nobody asks for it any more.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DetectionKind } from '../../config/contract/alert.ts';
import type { CameraFeature } from '../../config/contract/device.ts';
import { AppError, toAppError } from '../../config/contract/errors.ts';
import type { CameraImaging, ChangeImaging } from '../../config/contract/imaging.ts';
import type { CarriedCamera } from '../../config/contract/node.ts';
import type { PtzOrder } from '../../config/contract/ptz.ts';
import type { RecordedSpan } from '../../config/contract/recording.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { OnvifDevice } from '../onvif/device.ts';
import type { HeldSpan } from '../onvif/held-recordings.rules.ts';
import type { Imaging } from '../onvif/imaging.ts';
import type { DevicePreset, Ptz } from '../onvif/ptz.ts';
import type { RecordingSearch } from '../onvif/recording-search.ts';
import type { RtspTarget } from '../rtsp/rtsp-client.ts';
import { isLasting } from './device-trouble.rules.ts';
import { EventWatch } from './event-watch.ts';
import { type Motion, PtzMover } from './ptz-mover.ts';

const log = newLogger('camera-device');
const AGAIN_MIN_MS = 5_000;
const AGAIN_MAX_MS = 600_000;
const PEACE_MS = 3_600_000;
/** Two hundred cameras are not all asked in the same moment. */
const SPREAD_MS = 3_000;

type Known = {
  device: OnvifDevice;
  ptz: Ptz | null;
  imaging: Imaging | null;
  relays: string[];
  features: CameraFeature[];
};
export type CameraDeviceNeeds = {
  clock: Clock;
  chance: () => number;
  onEvent: (kind: DetectionKind) => void;
};

export class CameraDevice {
  readonly #needs: CameraDeviceNeeds;
  readonly #mover: PtzMover;
  #carried: CarriedCamera;
  #learning: AbortController | undefined;
  #known: Known | undefined;
  #opening: Promise<Known> | undefined;
  #events: EventWatch | undefined;
  #isFocusing = false;

  constructor(carried: CarriedCamera, needs: CameraDeviceNeeds) {
    this.#needs = needs;
    this.#carried = carried;
    this.#mover = new PtzMover({ move: (motion) => this.#move(motion), stop: () => this.#stop() }, needs.clock);
    this.#learnAnew();
  }

  /** Empty until the camera has answered. */
  get features(): readonly CameraFeature[] {
    return this.#known?.features ?? [];
  }

  update(carried: CarriedCamera): void {
    const before = this.#carried;
    this.#carried = carried;
    const isSame = (['onvifUrl', 'sourceUrl', 'username', 'password', 'deviceEvents'] as const).every(
      (field) => before[field] === carried[field],
    );
    if (!isSame) this.#learnAnew();
  }

  async close(): Promise<void> {
    this.#learning?.abort();
    this.#events?.close();
    await this.#mover.close();
  }

  /** Errors: `ONVIF_NOT_OFFERED` and those of the camera. */
  async ptz(order: PtzOrder): Promise<void> {
    const { ptz } = await this.#turning();
    if (order.do === 'move') return this.#mover.move(order);
    if (order.do === 'stop') return this.#mover.stop();
    if (order.do === 'step') return ptz.step(order);
    if (order.do === 'home') return ptz.goHome();
    return ptz.goToPreset(order.token);
  }

  async presets(): Promise<DevicePreset[]> {
    return (await this.#turning()).ptz.presets();
  }

  async setPreset(name: string): Promise<string> {
    return (await this.#turning()).ptz.setPreset(name);
  }

  async removePreset(token: string): Promise<void> {
    await (await this.#turning()).ptz.removePreset(token);
  }

  async imaging(): Promise<CameraImaging> {
    return (await this.#seeing()).settings();
  }

  async setImaging(change: ChangeImaging): Promise<CameraImaging> {
    const imaging = await this.#seeing();
    await imaging.set(change);
    return imaging.settings();
  }

  async relays(): Promise<string[]> {
    return (await this.#open()).relays;
  }

  async setRelay(token: string, isActive: boolean): Promise<void> {
    await (await this.#open()).device.setRelay(token, isActive);
  }

  /** What its recorder holds of it in that range. Errors: those of `RecordingSearch.spans`; ONVIF_NOT_OFFERED where it keeps nothing. */
  async recordings(range: RecordedSpan): Promise<{ spans: HeldSpan[]; aheadMs: number }> {
    const { device } = await this.#open();
    const search = searchOf(device);
    const { sourceUrl, sourceToken } = this.#carried;
    const source = await device.sourceOf(sourceUrl, sourceToken);
    return { spans: await search.spans(source, range), aheadMs: await search.aheadMs() };
  }

  /** From where one of those recordings is played. */
  async replayTarget(recordingToken: string): Promise<Pick<RtspTarget, 'rtspUrl' | 'username' | 'password'>> {
    const { device } = await this.#open();
    const { username, password } = this.#carried;
    return { rtspUrl: await searchOf(device).replayUri(recordingToken), username, password };
  }

  async reboot(): Promise<void> {
    await (await this.#open()).device.reboot();
  }

  async #move({ focus, ...velocity }: Motion): Promise<void> {
    const { ptz, imaging } = await this.#turning();
    const turns = velocity.pan !== 0 || velocity.tilt !== 0 || velocity.zoom !== 0;
    if (turns) await ptz.move(velocity);
    if (focus === 0) return;
    if (!imaging) throw new AppError('ONVIF_NOT_OFFERED', { what: 'Focus' });
    this.#isFocusing = true;
    await imaging.focus(focus);
  }

  async #stop(): Promise<void> {
    const { ptz, imaging } = await this.#turning();
    await ptz.stop();
    if (!this.#isFocusing) return;
    this.#isFocusing = false;
    await imaging?.focus(0);
  }

  async #turning(): Promise<Known & { ptz: Ptz }> {
    const known = await this.#open();
    if (!known.ptz) throw new AppError('ONVIF_NOT_OFFERED', { what: 'PTZ' });
    return { ...known, ptz: known.ptz };
  }

  async #seeing(): Promise<Imaging> {
    const { imaging } = await this.#open();
    if (!imaging) throw new AppError('ONVIF_NOT_OFFERED', { what: 'Imaging' });
    return imaging;
  }

  #open(): Promise<Known> {
    if (this.#known) return Promise.resolve(this.#known);
    if (this.#carried.onvifUrl === '') return Promise.reject(new AppError('ONVIF_NOT_OFFERED', { what: 'ONVIF' }));
    if (this.#opening) return this.#opening;
    const opening = look(this.#carried, this.#needs.clock).finally(() => {
      if (this.#opening === opening) this.#opening = undefined;
    });
    this.#opening = opening;
    return opening;
  }

  #learnAnew(): void {
    this.#learning?.abort();
    this.#events?.close();
    this.#known = undefined;
    this.#opening = undefined;
    this.#events = undefined;
    if (this.#carried.onvifUrl === '') return;
    const learning = new AbortController();
    this.#learning = learning;
    void this.#learn(learning.signal);
  }

  async #learn(stopped: AbortSignal): Promise<void> {
    await pause(this.#needs.chance() * SPREAD_MS, stopped);
    let waitMs = AGAIN_MIN_MS;
    while (!stopped.aborted) {
      const { cameraId } = this.#carried;
      try {
        const known = await this.#open();
        if (stopped.aborted) return;
        this.#known = known;
        log.info({ cameraId, features: known.features }, 'camera device found');
        return this.#listen(known);
      } catch (thrown) {
        const why = toAppError(thrown);
        if (stopped.aborted) return;
        if (why.code === 'INTERNAL') log.error({ err: thrown, cameraId }, 'camera device not found');
        else log.info({ cameraId, cause: why.toFailure() }, 'camera device not found');
        await pause(isLasting(why.code) ? PEACE_MS : waitMs, stopped);
        waitMs = Math.min(waitMs * 2, AGAIN_MAX_MS);
      }
    }
  }

  #listen({ device }: Known): void {
    const { cameraId, deviceEvents } = this.#carried;
    if (!deviceEvents || !device.hasEvents) return;
    const { clock, onEvent } = this.#needs;
    this.#events = new EventWatch({ cameraId, clock, subscribe: () => device.subscribe(), onEvent });
  }
}

async function look({ onvifUrl, sourceUrl, username, password }: CarriedCamera, clock: Clock): Promise<Known> {
  const device = await OnvifDevice.open({ onvifUrl, username, password }, { clock });
  const ptz = await device.ptz(sourceUrl).catch(nullIfMissing);
  const imaging = await device.imaging(sourceUrl).catch(nullIfMissing);
  const canFocus = (await imaging?.canFocus().catch(nullIfMissing)) ?? false;
  const relays = (await device.relays().catch(nullIfMissing)) ?? [];
  const has: Record<CameraFeature, boolean> = {
    ptz: ptz !== null,
    relativeMove: ptz !== null && (ptz.abilities.relative || ptz.abilities.absolute),
    presets: ptz?.abilities.presets ?? false,
    home: ptz?.abilities.home ?? false,
    focus: ptz !== null && canFocus,
    imaging: imaging !== null,
    relays: relays.length > 0,
    events: device.hasEvents,
  };
  const features = Object.entries(has).flatMap(([name, isThere]) => (isThere ? [name as CameraFeature] : []));
  return { device, ptz, imaging, relays, features };
}

function searchOf(device: OnvifDevice): RecordingSearch {
  const search = device.recordings();
  if (!search) throw new AppError('ONVIF_NOT_OFFERED', { what: 'Recordings' });
  return search;
}

function nullIfMissing(thrown: unknown): null {
  if (thrown instanceof AppError && (thrown.code === 'ONVIF_NOT_OFFERED' || thrown.code === 'CAMERA_REFUSED'))
    return null;
  throw thrown;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal }).catch(() => {});
}
