/** More alerts than people can answer, but for what is on the shelf. Pure. EEMUA 191: ten in ten minutes is where it begins. */
import { type Alert, isShelved } from '../../../config/contract/alert.ts';

export const FLOOD_WINDOW_MS = 10 * 60_000;
export const FLOOD_ABOVE = 10;

export type Flood = { count: number; busiest: { cameraId: string; count: number } | null };

/** Undefined while the rate is one that people can answer. */
export function floodOf(
  alerts: Iterable<Pick<Alert, 'raisedAtMs' | 'cameraId' | 'shelving'>>,
  nowMs: number,
): Flood | undefined {
  const recent = [...alerts].filter((alert) => nowMs - alert.raisedAtMs <= FLOOD_WINDOW_MS && !isShelved(alert));
  if (recent.length <= FLOOD_ABOVE) return undefined;
  const counts = [...Map.groupBy(recent, ({ cameraId }) => cameraId)].flatMap(([cameraId, of]) =>
    cameraId === null ? [] : [{ cameraId, count: of.length }],
  );
  const [first] = counts.sort((one, other) => other.count - one.count);
  // Cameras that failed together are all as busy: none of them is where it comes from.
  const busiest = first && first.count > 1 ? first : null;
  return { count: recent.length, busiest };
}
