/**
 * Reads all that the console shows. The first time it is asked for while the pages are
 * still being loaded and the socket is not yet open.
 */
import type { Snapshot } from '../../../config/contract/events.ts';
import { ask, failureFrom } from '../api/api.ts';

/** Undefined until it is asked for, null once it was taken: whoever signs out loads the page anew. */
let early: Promise<Snapshot> | null | undefined;

export async function readSnapshot(): Promise<Snapshot> {
  const response = await ask('/api/snapshot', {});
  const answer = await jsonOf(response).catch(() => undefined);
  if (!response.ok) throw failureFrom(answer, response.status);
  // Not checked again, as nothing is that comes by the socket: ten thousand rows would take their time.
  return answer as Snapshot;
}

/** By way of a blob: `json()` takes Chromium three times as long for sixteen megabytes. */
async function jsonOf(response: Response): Promise<unknown> {
  return JSON.parse(await (await response.blob()).text());
}

export function askEarlySnapshot(): void {
  if (early !== undefined) return;
  early = readSnapshot();
  early.catch(() => {});
}

export function takeEarlySnapshot(): Promise<Snapshot> | null {
  const taken = early ?? null;
  early = null;
  return taken;
}
