/** Keeps what the server must hear until it says that it has it, through every break of the connection. */
import type { Reply } from '../config/contract/errors.ts';
import { newLogger } from '../config/kernel/logger.ts';

const log = newLogger('outbox');
const AGAIN_AFTER_MS = 5_000;

type OutboxNeeds<T> = {
  keyOf: (message: T) => string;
  /** Rejects when there is no answer. */
  send: (message: T) => Promise<Reply<unknown>>;
  isConnected: () => boolean;
  /** The oldest give way to new ones; without end when left out. */
  limit?: number;
  onAnswered?: (message: T) => void;
};

export class Outbox<T> {
  readonly #needs: OutboxNeeds<T>;
  readonly #kept = new Map<string, T>();

  constructor(needs: OutboxNeeds<T>) {
    this.#needs = needs;
  }

  /** A message with the key of one that is kept takes its place. */
  add(message: T): void {
    const { keyOf, isConnected, limit = Number.POSITIVE_INFINITY } = this.#needs;
    this.#kept.set(keyOf(message), message);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > limit && oldest !== undefined) this.#kept.delete(oldest);
    if (isConnected()) void this.#tell(message);
  }

  tellAll(): void {
    for (const message of this.#kept.values()) void this.#tell(message);
  }

  async #tell(message: T): Promise<void> {
    const { keyOf, send, isConnected, onAnswered } = this.#needs;
    const key = keyOf(message);
    try {
      const reply = await send(message);
      if (!reply.ok) log.warn({ key, failure: reply.failure }, 'message refused');
      // A newer one in its place is told by itself.
      if (this.#kept.get(key) === message) this.#kept.delete(key);
      if (reply.ok) onAnswered?.(message);
    } catch (thrown) {
      log.info({ err: thrown, key }, 'message not answered, kept');
      if (!isConnected() || this.#kept.get(key) !== message) return;
      setTimeout(() => {
        if (this.#kept.get(key) === message) void this.#tell(message);
      }, AGAIN_AFTER_MS);
    }
  }
}
