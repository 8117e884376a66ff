/** The time of what is shown: the past moment of the time machine, or now. */
import { useSite } from '../realtime/site-store.ts';
import { useNowMs } from '../time/use-now.ts';

export function useShownMs(everyMs?: number): number {
  const nowMs = useNowMs(everyMs);
  return useSite(({ momentMs }) => momentMs) ?? nowMs;
}
