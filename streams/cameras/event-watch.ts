/**
 * Listens for what a device tells by itself, as long as one of its cameras wants to hear it:
 * subscribes, pulls, renews, and begins anew when it was away or has forgotten who listens.
 *
 * One subscription for all cameras of a recorder, which has room for few; each hears what happens
 * in its own picture. What is of no picture, such as a digital input, is told once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DetectionKind } from '../../config/contract/alert.ts';
import { type AppError, toAppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { type DeviceEvent, kindOf, type PictureSource, pictureOf } from '../onvif/event.rules.ts';
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
  onvifUrl: string;
  clock: Clock;
  subscribe: () => Promise<{ point: Point; sources: readonly PictureSource[] }>;
};
/** `sourceToken`: its picture source; null where that cannot be told. */
export type EventListener = { sourceToken: string | null; onEvent: (kind: DetectionKind) => void };
type Heard = EventListener & { lastAtMs: Map<DetectionKind, number> };
type Interruption = { why: AppError; isLasting: boolean };

export class EventWatch {
  readonly #needs: Needs;
  readonly #listeners = new Set<Heard>();
  #stopped = new AbortController();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  /** Answers the way to stop listening. A pull that is under way then ends by itself; nobody waits for it. */
  listen(listener: EventListener): () => void {
    const heard = { ...listener, lastAtMs: new Map<DetectionKind, number>() };
    this.#listeners.add(heard);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      if (this.#listeners.delete(heard) && !this.isHeard) this.#stopped.abort();
    };
  }

  #start(): void {
    const stopped = new AbortController();
    this.#stopped = stopped;
    this.#run(stopped.signal).catch((thrown) => log.error({ err: thrown }, 'event watch failed'));
  }

  async #run(signal: AbortSignal): Promise<void> {
    let waitMs = AGAIN_MIN_MS;
    while (!signal.aborted) {
      const interruption = await this.#once(signal, () => {
        waitMs = AGAIN_MIN_MS;
      });
      if (signal.aborted) return;
      if (!interruption) continue;
      this.#report(interruption.why, waitMs);
      await sleep(interruption.isLasting ? PEACE_MS : waitMs, undefined, { signal }).catch(() => {});
      waitMs = Math.min(waitMs * 2, AGAIN_MAX_MS);
    }
  }

  /** From subscribing until it is over. Only a device that does not let us subscribe is left in peace. */
  async #once(signal: AbortSignal, onPulled: () => void): Promise<Interruption | null> {
    let subscribed: Awaited<ReturnType<Needs['subscribe']>>;
    const askedAtMs = this.#needs.clock();
    try {
      subscribed = await this.#needs.subscribe();
    } catch (thrown) {
      const why = toAppError(thrown);
      return { why, isLasting: isLasting(why.code) };
    }
    const { point, sources } = subscribed;
    try {
      await this.#pull(point, { signal, askedAtMs }, (events) => {
        onPulled();
        if (!signal.aborted) for (const event of events) this.#take(event, sources);
      });
    } catch (thrown) {
      return { why: toAppError(thrown), isLasting: false };
    }
    // A courtesy: it would be over by itself within the minute.
    await point.unsubscribe().catch(() => {});
    return null;
  }

  /** Until nobody listens, or the device will not renew: then a new subscription takes the place of this one. */
  async #pull(
    point: Point,
    { signal, askedAtMs }: { signal: AbortSignal; askedAtMs: number },
    onPulled: (events: DeviceEvent[]) => void,
  ): Promise<void> {
    const { clock } = this.#needs;
    let renewedAtMs = askedAtMs;
    while (!signal.aborted) {
      onPulled(await point.pull());
      if (signal.aborted || clock() - renewedAtMs < RENEW_EVERY_MS) continue;
      const isRenewed = await point.renew().then(() => true, unlessRefused);
      if (!isRenewed) return;
      renewedAtMs = clock();
    }
  }

  #take(event: DeviceEvent, sources: readonly PictureSource[]): void {
    const kind = kindOf(event);
    if (kind === null) return;
    for (const listener of this.#concerned(event, sources)) this.#tell(listener, kind);
  }

  #concerned(event: DeviceEvent, sources: readonly PictureSource[]): Heard[] {
    const picture = pictureOf(event, sources);
    const listeners = [...this.#listeners];
    if (picture === 'any') return listeners;
    if (picture === 'device') return listeners.slice(0, 1);
    if (picture !== 'unknown') return listeners.filter(({ sourceToken }) => sourceToken === picture.sourceToken);
    const { onvifUrl } = this.#needs;
    log.info({ onvifUrl, topic: event.topic, source: event.source }, 'device event of an unknown picture');
    return [];
  }

  #tell({ lastAtMs, onEvent }: Heard, kind: DetectionKind): void {
    const nowMs = this.#needs.clock();
    if (nowMs - (lastAtMs.get(kind) ?? Number.NEGATIVE_INFINITY) < SAME_KIND_MS) return;
    lastAtMs.set(kind, nowMs);
    onEvent(kind);
  }

  #report(why: AppError, waitMs: number): void {
    const { onvifUrl } = this.#needs;
    if (why.code === 'INTERNAL') log.error({ err: why, onvifUrl }, 'device events interrupted');
    else log.info({ onvifUrl, cause: why.toFailure(), waitMs }, 'device events interrupted');
  }
}

/** There are devices that do not renew. */
function unlessRefused(thrown: unknown): false {
  const { code } = toAppError(thrown);
  if (code === 'ONVIF_NOT_OFFERED' || code === 'CAMERA_REFUSED') return false;
  throw thrown;
}
