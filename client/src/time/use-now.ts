/** The server's time, ticking for as long as somebody looks. However many look, each pace has one timer. */
import { useMemo, useSyncExternalStore } from 'react';
import { serverNowMs } from '../realtime/connection-store.ts';

type Ticker = { nowMs: () => number; listen: (listener: () => void) => () => void };

const tickers = new Map<number, Ticker>();

export function useNowMs(everyMs = 1_000): number {
  const ticker = useMemo(() => tickerOf(everyMs), [everyMs]);
  return useSyncExternalStore(ticker.listen, ticker.nowMs);
}

function tickerOf(everyMs: number): Ticker {
  const known = tickers.get(everyMs);
  if (known) return known;
  const ticker = newTicker(everyMs);
  tickers.set(everyMs, ticker);
  return ticker;
}

function newTicker(everyMs: number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let nowMs = serverNowMs();
  const tick = () => {
    nowMs = serverNowMs();
    for (const listener of listeners) listener();
  };
  return {
    nowMs: () => {
      // Nobody looked for a while: the time that was kept is no time any more.
      if (!timer && Math.abs(serverNowMs() - nowMs) > everyMs) nowMs = serverNowMs();
      return nowMs;
    },
    listen: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(tick, everyMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
