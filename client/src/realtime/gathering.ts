/**
 * Hands things on together that come together: the first at once, those that follow
 * shortly after it in one go.
 *
 * A page nobody sees has its timers held back for up to a minute; there nothing waits.
 */
const TOGETHER_MS = 100;

export type Gathering<T> = { add(thing: T): void; flush(): void };

export function gathering<T>(handOn: (things: readonly T[]) => void, isHidden = () => document.hidden): Gathering<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastAtMs = Number.NEGATIVE_INFINITY;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    const things = waiting;
    waiting = [];
    lastAtMs = performance.now();
    handOn(things);
  };
  return {
    add: (thing) => {
      waiting.push(thing);
      if (isHidden()) return flush();
      timer ??= setTimeout(flush, Math.max(0, lastAtMs + TOGETHER_MS - performance.now()));
    },
    flush,
  };
}
