/**
 * A stream that costs something to make: made while somebody is attached to it and
 * a little longer, once however many they are; made again when its making ends.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { newLogger } from '../../config/kernel/logger.ts';
import { LiveStream, type Output } from '../hub/live-stream.ts';

const log = newLogger('transcode');

/** A tile that changes its place is back at once. */
const IDLE_STOP_MS = 10_000;
const RETRY_MS = 5_000;

/** Resolves with the way to end it, which `onEnded` follows; or undefined when it cannot be made now. */
type Make = (onEnded: () => void) => Promise<(() => void) | undefined>;

export class OnDemandStream {
  readonly stream = new LiveStream();
  readonly #make: Make;
  readonly #closed = new AbortController();
  #stop: () => void = () => {};
  #isMaking = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(make: Make) {
    this.#make = make;
  }

  attach(output: Output): () => void {
    const detach = this.stream.attach(output);
    clearTimeout(this.#idleTimer);
    if (!this.#isMaking) void this.#keepMaking();
    return () => {
      detach();
      if (this.stream.outputCount === 0) this.#idleTimer = setTimeout(() => this.#stop(), IDLE_STOP_MS);
    };
  }

  close(): void {
    clearTimeout(this.#idleTimer);
    this.#closed.abort();
    this.#stop();
  }

  async #keepMaking(): Promise<void> {
    const { signal } = this.#closed;
    this.#isMaking = true;
    while (this.stream.outputCount > 0 && !signal.aborted) {
      await this.#makeOnce().catch((thrown) => log.error({ err: thrown }, 'stream was not made'));
      this.stream.forget();
      if (this.stream.outputCount > 0) await sleep(RETRY_MS, undefined, { signal }).catch(() => {});
    }
    this.#isMaking = false;
  }

  async #makeOnce(): Promise<void> {
    const ended = Promise.withResolvers<void>();
    const stop = await this.#make(ended.resolve);
    if (!stop) return;
    this.#stop = stop;
    if (this.#closed.signal.aborted) stop();
    await ended.promise;
    this.#stop = () => {};
  }
}
