/** More alerts than people can answer. Pure. EEMUA 191: ten in ten minutes is where it begins. */
import type { Alert } from '../../../config/contract/alert.ts';

export const FLOOD_WINDOW_MS = 10 * 60_000;
export const FLOOD_ABOVE = 10;

export type Flood = { count: number; busiest: { cameraId: string; count: number } | null };

/** Undefined while the rate is one that people can answer. */
export function floodOf(alerts: Iterable<Pick<Alert, 'raisedAtMs' | 'cameraId'>>, nowMs: number): Flood | undefined {
  const recent = [...alerts].filter(({ raisedAtMs }) => nowMs - raisedAtMs <= FLOOD_WINDOW_MS);
  if (recent.length <= FLOOD_ABOVE) return undefined;
  const counts = [...Map.groupBy(recent, ({ cameraId }) => cameraId)].map(([cameraId, of]) => ({
    cameraId,
    count: of.length,
  }));
  const [busiest = null] = counts.sort((one, other) => other.count - one.count);
  return { count: recent.length, busiest };
}
