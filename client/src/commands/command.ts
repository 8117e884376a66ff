/**
 * What a person can do from the keyboard, as data: one object feeds the keys, the
 * palette and the help sheet. Two commands cannot share a key.
 */

export type CommandGroup = 'general' | 'go' | 'wall' | 'alerts' | 'map' | 'playback';

export type Command = {
  id: `${string}.${string}`;
  group: CommandGroup;
  /** Already in the person's language. */
  label: string;
  /** As tinykeys writes them; several keys may do the same. */
  keys?: readonly string[];
  /** How the sheet writes keys that are many and alike, such as the digits. */
  shownKeys?: string;
  enabled?: () => boolean;
  /** Told which of its keys was pressed; nothing when it was chosen by name. */
  run: (key?: string) => void;
};

export class CommandRegistry {
  readonly #byId = new Map<string, Command>();
  readonly #listeners = new Set<() => void>();
  #list: readonly Command[] = [];

  /** Returns the way to take it back. */
  add(command: Command): () => void {
    if (this.#byId.has(command.id)) throw new Error(`command ${command.id} exists`);
    const rival = this.#list.find((other) => other.keys?.some((key) => command.keys?.includes(key)));
    if (rival) throw new Error(`${command.id} shares a key with ${rival.id}`);
    this.#byId.set(command.id, command);
    this.#changed();
    return () => {
      if (this.#byId.get(command.id) !== command) return;
      this.#byId.delete(command.id);
      this.#changed();
    };
  }

  list(): readonly Command[] {
    return this.#list;
  }

  run(id: string): void {
    const command = this.#byId.get(id);
    if (command && (command.enabled?.() ?? true)) command.run();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    this.#list = [...this.#byId.values()];
    for (const listener of this.#listeners) listener();
  }
}
