/**
 * Which headings are held, by the keys of the board they are on: what a key is called may be another
 * word when it is let go than when it was pressed, because Shift came or went in between.
 */
import type { Heading } from './ptz-motion.rules.ts';

type Key = Pick<KeyboardEvent, 'key' | 'code'>;

export class HeldKeys {
  readonly #codes = new Map<string, string>();
  readonly #held = new Map<Heading, { code: string; withShift: boolean }>();

  get headings(): Heading[] {
    return [...this.#held.keys()];
  }

  down({ key, code }: Key): void {
    this.#codes.set(key, code);
  }

  up({ key, code }: Key): void {
    for (const [name, pressed] of this.#codes) if (pressed === code) this.#codes.delete(name);
    for (const [heading, held] of this.#held) {
      if (held.code === code || (key === 'Shift' && held.withShift)) this.#held.delete(heading);
    }
  }

  /** False where that key is not down, as for a command run from the palette. */
  hold(heading: Heading, combination: string): boolean {
    const withShift = combination.startsWith('Shift+');
    const code = this.#codes.get(withShift ? combination.slice('Shift+'.length) : combination);
    if (code === undefined) return false;
    this.#held.set(heading, { code, withShift });
    return true;
  }
}
