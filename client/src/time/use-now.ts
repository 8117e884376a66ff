/** The server's time, ticking once a second for as long as somebody looks. */
import { useEffect, useState } from 'react';
import { serverNowMs } from '../realtime/connection-store.ts';

export function useNowMs(everyMs = 1_000): number {
  const [nowMs, setNowMs] = useState(serverNowMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(serverNowMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
