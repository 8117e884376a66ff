/**
 * Reads all that the console shows. The first time it is asked for before anything else
 * is loaded, or, after sign-in, before the socket is open.
 */
import type { Snapshot, SnapshotDocument } from '../../../config/contract/events.ts';
import { wholeIncident } from '../../../config/contract/incident-wire.ts';
import { askJson } from '../api/api.ts';

/** Undefined until it is asked for, null once it was taken: whoever signs out loads the page anew. */
let early: Promise<Snapshot> | null | undefined;

export async function readSnapshot(): Promise<Snapshot> {
  return wholeSnapshot(await askJson('/api/snapshot', {}));
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

/** Not checked again, as nothing is that comes by the socket: ten thousand rows would take their time. */
function wholeSnapshot(answer: unknown): Snapshot {
  const { incidents, ...others } = answer as SnapshotDocument;
  return { ...others, incidents: incidents.map(wholeIncident) };
}
