/** How a tour is put together. Pure. */
import type { TourStep } from '../../../config/contract/saved.ts';

/** What most sites choose: long enough to look, short enough to come round. */
const FRESH_SECONDS = 10;

export function cameraStep(cameraId: string): TourStep {
  return { cameraId, groupId: null, preset: null, seconds: FRESH_SECONDS };
}

export function groupStep(groupId: string): TourStep {
  return { cameraId: null, groupId, preset: null, seconds: FRESH_SECONDS };
}

export function movedStep(steps: readonly TourStep[], from: number, by: 1 | -1): TourStep[] {
  const step = steps[from];
  const other = steps[from + by];
  return step && other ? steps.with(from, other).with(from + by, step) : [...steps];
}

export function withSeconds(steps: readonly TourStep[], seconds: number): TourStep[] {
  return steps.map((step) => ({ ...step, seconds: Math.round(seconds) }));
}
