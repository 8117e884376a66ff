/** Looks again and again whether something is so. */
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 500;

/** `look` answers what is still amiss, empty when nothing is. Rejects with the last of it when the time is over. */
export async function until(
  look: () => Promise<string>,
  { withinMs, signal }: { withinMs: number; signal: AbortSignal },
): Promise<void> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    const amiss = await look();
    if (amiss === '') return;
    if (performance.now() > endMs) throw new Error(amiss);
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}
