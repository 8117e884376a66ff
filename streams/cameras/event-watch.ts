/**
 * Listens for what a camera tells by itself, as long as it is wanted: subscribes, pulls, renews, and
 * begins anew when the camera was away or has forgotten who listens.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DetectionKind } from '../../config/contract/alert.ts';
import { type AppError, toAppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { type DeviceEvent, kindOf } from '../onvif/event.rules.ts';
import { LASTS_S } from '../onvif/pull-point.ts';
import { isLasting } from './device-trouble.rules.ts';

const log = newLogger('device-events');
const AGAIN_MIN_MS = 1_000;
const AGAIN_MAX_MS = 60_000;
const PEACE_MS = 3_600_000;
const RENEW_EVERY_MS = (LASTS_S * 1_000) / 2;
/** Some cameras say every second that there is still motion. */
const SAME_KIND_MS = 5_000;

type Point = { pull(): Promise<DeviceEvent[]>; renew(): Promise<void>; unsubscribe(): Promise<void> };
type Needs = {
  cameraId: string;
  clock: Clock;
  subscribe: () => Promise<Point>;
  onEvent: (kind: DetectionKind) => void;
};

export class EventWatch {
  readonly #needs: Needs;
  readonly #stopped = new AbortController();
  readonly #lastAtMs = new Map<DetectionKind, number>();
  readonly #running: Promise<void>;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#running = this.#run();
  }

  /** A pull that is under way ends by itself; nobody waits for it. */
  close(): void {
    this.#stopped.abort();
    this.#running.catch((thrown) => log.error({ err: thrown }, 'event watch failed'));
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    let waitMs = AGAIN_MIN_MS;
    while (!signal.aborted) {
      const why = await this.#listen(() => {
        waitMs = AGAIN_MIN_MS;
      }).catch(toAppError);
      if (signal.aborted || !why) return;
      this.#report(why, waitMs);
      await sleep(isLasting(why.code) ? PEACE_MS : waitMs, undefined, { signal }).catch(() => {});
      waitMs = Math.min(waitMs * 2, AGAIN_MAX_MS);
    }
  }

  async #listen(onPulled: () => void): Promise<AppError | undefined> {
    const { clock, subscribe } = this.#needs;
    const { signal } = this.#stopped;
    const point = await subscribe();
    let renewedAtMs = clock();
    while (!signal.aborted) {
      const events = await point.pull();
      onPulled();
      for (const event of events) this.#take(event);
      if (clock() - renewedAtMs < RENEW_EVERY_MS) continue;
      await point.renew();
      renewedAtMs = clock();
    }
    // A courtesy: it would be over by itself within the minute.
    await point.unsubscribe().catch(() => {});
    return undefined;
  }

  #take(event: DeviceEvent): void {
    const kind = this.#stopped.signal.aborted ? null : kindOf(event);
    if (kind === null) return;
    const nowMs = this.#needs.clock();
    if (nowMs - (this.#lastAtMs.get(kind) ?? Number.NEGATIVE_INFINITY) < SAME_KIND_MS) return;
    this.#lastAtMs.set(kind, nowMs);
    this.#needs.onEvent(kind);
  }

  #report(why: AppError, waitMs: number): void {
    const { cameraId } = this.#needs;
    if (why.code === 'INTERNAL') log.error({ err: why, cameraId }, 'device events interrupted');
    else log.info({ cameraId, cause: why.toFailure(), waitMs }, 'device events interrupted');
  }
}
