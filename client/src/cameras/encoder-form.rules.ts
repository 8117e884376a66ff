/** What of a camera's encoder was changed in its form, and whether the camera offers it. Pure. */
import type { ChangeEncoder, EncoderSettings, Range } from '../../../config/contract/camera.ts';

export type EncoderDraft = Pick<
  EncoderSettings,
  'width' | 'height' | 'profile' | 'framesPerSecond' | 'bitrateKbps' | 'govLength'
>;

/** Null when nothing differs. What was emptied is left as it is. */
export function changesOfEncoder(settings: EncoderSettings, draft: EncoderDraft): ChangeEncoder | null {
  const changes: ChangeEncoder = {};
  const { width, height, profile } = draft;
  if (width !== settings.width || height !== settings.height) changes.size = { width, height };
  if (profile !== null && profile !== settings.profile) changes.profile = profile;
  for (const name of ['framesPerSecond', 'bitrateKbps', 'govLength'] as const) {
    const value = draft[name];
    if (value !== null && value !== settings[name]) changes[name] = value;
  }
  return Object.keys(changes).length === 0 ? null : changes;
}

export function isWithin(value: number | null, range: Range | null): boolean {
  if (value === null || value <= 0) return false;
  return range === null || (value >= range.min && value <= range.max);
}

export function sizeText({ width, height }: { width: number; height: number }): string {
  return `${width} × ${height}`;
}
