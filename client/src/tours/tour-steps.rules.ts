/** How a tour is put together. Pure. */
import type { Preset } from '../../../config/contract/ptz.ts';
import type { TourPreset, TourStep } from '../../../config/contract/saved.ts';

/** What most sites choose: long enough to look, short enough to come round. */
const FRESH_SECONDS = 10;

export function cameraStep(cameraId: string): TourStep {
  return { cameraId, groupId: null, preset: null, seconds: FRESH_SECONDS };
}

export function groupStep(groupId: string): TourStep {
  return { cameraId: null, groupId, preset: null, seconds: FRESH_SECONDS };
}

type Option = { value: string; label: string };

/** What can be chosen for a camera: as it stands, its presets, and what was chosen although it is no longer there. */
export function presetOptions(
  chosen: TourPreset | null,
  presets: readonly Pick<Preset, 'token' | 'name'>[],
  asItStands: string,
): Option[] {
  const known = presets.map(({ token, name }) => ({ value: token, label: name }));
  const isKnown = chosen === null || presets.some(({ token }) => token === chosen.token);
  return [
    { value: AS_IT_STANDS, label: asItStands },
    ...known,
    ...(isKnown ? [] : [{ value: chosen.token, label: chosen.name }]),
  ];
}

/** No token is empty. */
export const AS_IT_STANDS = '';

export function atPreset(step: TourStep, { value, label }: Option): TourStep {
  return { ...step, preset: value === AS_IT_STANDS ? null : { token: value, name: label } };
}

export function movedStep(steps: readonly TourStep[], from: number, by: 1 | -1): TourStep[] {
  const step = steps[from];
  const other = steps[from + by];
  return step && other ? steps.with(from, other).with(from + by, step) : [...steps];
}

export function withSeconds(steps: readonly TourStep[], seconds: number): TourStep[] {
  return steps.map((step) => ({ ...step, seconds: Math.round(seconds) }));
}
