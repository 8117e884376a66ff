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
import type { PtzOrder, PtzPlace } from '../../config/contract/ptz.ts';
import type { RecordedSpan } from '../../config/contract/recording.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { OnvifDevice } from '../onvif/device.ts';
import type { HeldSpan } from '../onvif/held-recordings.rules.ts';
import type { Imaging } from '../onvif/imaging.ts';
import type { DevicePreset, Ptz } from '../onvif/ptz.ts';
import type { RecordingSearch } from '../onvif/recording-search.ts';
import type { RtspTarget } from '../rtsp/rtsp-client.ts';
import { CameraHand } from './camera-hand.ts';
import { DevicePicture, type TimedPicture } from './device-picture.ts';
import { isLasting } from './device-trouble.rules.ts';
import { PtzMover } from './ptz-mover.ts';
import type { DeviceShare, SharedDevices } from './shared-devices.ts';

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
  canFocus: boolean;
  relays: string[];
  features: CameraFeature[];
  /** Null where it cannot be told which of the device's pictures it is. */
  sourceToken: string | null;
  /** Why nothing is done to it then. */
  refusal: AppError | null;
};
export type CameraDeviceNeeds = {
  clock: Clock;
  chance: () => number;
  devices: SharedDevices;
  onEvent: (kind: DetectionKind) => void;
};

export class CameraDevice {
  readonly #needs: CameraDeviceNeeds;
  readonly #mover: PtzMover;
  readonly #picture: DevicePicture;
  #carried: CarriedCamera;
  #learning: AbortController | undefined;
  #known: Known | undefined;
  #opening: Promise<Known> | undefined;
  #share: DeviceShare | undefined;
  #stopListening: (() => void) | undefined;

  constructor(carried: CarriedCamera, needs: CameraDeviceNeeds) {
    this.#needs = needs;
    this.#carried = carried;
    const hand = new CameraHand(async () => {
      const { ptz, imaging, canFocus } = await this.#movable();
      return { head: ptz, lens: canFocus ? imaging : null };
    });
    this.#mover = new PtzMover(hand, needs.clock);
    this.#picture = new DevicePicture(async () => {
      const { device } = await this.#open();
      return device.still(this.#carried.sourceUrl, this.#carried.sourceToken);
    }, needs.clock);
    this.#learnAnew();
  }

  /** Empty until the camera has answered. */
  get features(): readonly CameraFeature[] {
    return this.#known?.features ?? [];
  }

  update(carried: CarriedCamera): void {
    const before = this.#carried;
    this.#carried = carried;
    const isSame = (['onvifUrl', 'sourceUrl', 'sourceToken', 'username', 'password', 'deviceEvents'] as const).every(
      (field) => before[field] === carried[field],
    );
    if (!isSame) this.#learnAnew();
  }

  async close(): Promise<void> {
    this.#learning?.abort();
    this.#stopListening?.();
    await this.#mover.close();
    this.#share?.letGo();
    this.#share = undefined;
  }

  /** Errors: `ONVIF_NOT_OFFERED` and those of the camera. */
  async ptz(order: PtzOrder): Promise<void> {
    if (order.do === 'move' || order.do === 'stop') {
      await this.#movable();
      return order.do === 'move' ? this.#mover.move(order) : this.#mover.stop();
    }
    const { ptz } = await this.#turning();
    if (order.do === 'step') return ptz.step(order);
    if (order.do === 'place') return ptz.goTo(order);
    if (order.do === 'home') return ptz.goHome(order.speed);
    return ptz.goToPreset(order.token, order.speed);
  }

  async ptzPlace(): Promise<PtzPlace | null> {
    return (await this.#turning()).ptz.place();
  }

  /** One that the camera makes by itself, now; null when it gives none. Never rejects. */
  async picture(): Promise<TimedPicture | null> {
    return this.#share ? this.#picture.newest() : null;
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
    const { search, source } = await this.#recorder();
    return { spans: await search.spans(source, range), aheadMs: await search.aheadMs() };
  }

  /** From when to when its recorder holds something of it. Errors: as of `recordings`. */
  async recordedReach(): Promise<RecordedSpan | null> {
    const { search, source } = await this.#recorder();
    return search.reach(source);
  }

  async #recorder() {
    const { device } = await this.#open();
    const search = searchOf(device);
    const { sourceUrl, sourceToken } = this.#carried;
    return { search, source: await device.sourceOf(sourceUrl, sourceToken) };
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

  /** Error: `ONVIF_NOT_OFFERED` for one that neither turns nor focuses. */
  async #movable(): Promise<Known> {
    const known = await this.#open();
    if (known.refusal) throw known.refusal;
    if (!known.ptz && !known.canFocus) throw new AppError('ONVIF_NOT_OFFERED', { what: 'PTZ' });
    return known;
  }

  async #turning(): Promise<Known & { ptz: Ptz }> {
    const known = await this.#open();
    if (known.refusal) throw known.refusal;
    if (!known.ptz) throw new AppError('ONVIF_NOT_OFFERED', { what: 'PTZ' });
    return { ...known, ptz: known.ptz };
  }

  async #seeing(): Promise<Imaging> {
    const { imaging, refusal } = await this.#open();
    if (refusal) throw refusal;
    if (!imaging) throw new AppError('ONVIF_NOT_OFFERED', { what: 'Imaging' });
    return imaging;
  }

  #open(): Promise<Known> {
    if (this.#known) return Promise.resolve(this.#known);
    if (!this.#share) return Promise.reject(new AppError('ONVIF_NOT_OFFERED', { what: 'ONVIF' }));
    if (this.#opening) return this.#opening;
    const opening = look(this.#share, this.#carried).finally(() => {
      if (this.#opening === opening) this.#opening = undefined;
    });
    this.#opening = opening;
    return opening;
  }

  #learnAnew(): void {
    this.#learning?.abort();
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#share?.letGo();
    this.#share = undefined;
    this.#known = undefined;
    this.#opening = undefined;
    this.#picture.forget();
    if (this.#carried.onvifUrl === '') return;
    this.#share = this.#needs.devices.take(this.#carried);
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

  #listen({ device, sourceToken }: Known): void {
    if (!this.#carried.deviceEvents || !device.hasEvents) return;
    this.#stopListening = this.#share?.listen({ sourceToken, onEvent: this.#needs.onEvent });
  }
}

async function look(share: DeviceShare, { sourceUrl, sourceToken }: CarriedCamera): Promise<Known> {
  const device = await share.open();
  const refusals: AppError[] = [];
  const orNone = (thrown: unknown): null => {
    if (!(thrown instanceof AppError) || thrown.code !== 'CAMERA_SOURCE_UNKNOWN') return nullIfMissing(thrown);
    refusals.push(thrown);
    return null;
  };
  const ptz = await device.ptz(sourceUrl, sourceToken).catch(orNone);
  const imaging = await device.imaging(sourceUrl, sourceToken).catch(orNone);
  const canFocus = (await imaging?.canFocus().catch(nullIfMissing)) ?? false;
  const relays = (await device.relays().catch(nullIfMissing)) ?? [];
  const has: Record<CameraFeature, boolean> = {
    ptz: ptz !== null,
    relativeMove: ptz !== null && (ptz.abilities.relative || ptz.abilities.absolute),
    absoluteMove: ptz?.abilities.absolute ?? false,
    presets: ptz?.abilities.presets ?? false,
    home: ptz?.abilities.home ?? false,
    focus: canFocus,
    // Where its picture is not known, that is where it is told.
    imaging: imaging !== null || refusals.length > 0,
    relays: relays.length > 0,
    events: device.hasEvents,
  };
  const features = Object.entries(has).flatMap(([name, isThere]) => (isThere ? [name as CameraFeature] : []));
  const own = await device.ownSource(sourceUrl, sourceToken);
  return { device, ptz, imaging, canFocus, relays, features, sourceToken: own, refusal: refusals[0] ?? null };
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
