/** Announces facts inside the process. One listener's failure is never another's. */

type Listeners<Events> = { [Name in keyof Events]?: Set<(...args: Events[Name] & unknown[]) => void> };

export class Emitter<Events extends Record<keyof Events, unknown[]>> {
  readonly #listeners: Listeners<Events> = {};
  readonly #onListenerError: (thrown: unknown, event: keyof Events) => void;

  constructor(onListenerError: (thrown: unknown, event: keyof Events) => void) {
    this.#onListenerError = onListenerError;
  }

  /** Returns the way to stop listening. */
  on<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): () => void {
    const listeners = this.#listeners[name] ?? new Set();
    this.#listeners[name] = listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<Name extends keyof Events>(name: Name, ...args: Events[Name]): void {
    for (const listener of this.#listeners[name] ?? []) {
      try {
        listener(...args);
      } catch (thrown) {
        this.#onListenerError(thrown, name);
      }
    }
  }
}
