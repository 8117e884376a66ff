/** How this desk sounds, kept here; a mute always has an end. */
import { z } from 'zod';
import { create } from 'zustand';
import type { AlertLevel } from '../../../config/contract/alert.ts';
import { SOUND_MODES, type SoundMode, type SoundSettings, USUAL_SOUND } from './sound.rules.ts';

const KEY = 'lianqin.sound';
const Mode = z.enum(SOUND_MODES);
const Kept = z.object({
  modes: z.object({ critical: Mode, warning: Mode, notice: Mode }),
  mutedUntilMs: z.number().nullable(),
});

type SoundSettingsStore = SoundSettings & {
  setMode(level: AlertLevel, mode: SoundMode): void;
  muteUntil(atMs: number | null): void;
};

export const useSoundSettings = create<SoundSettingsStore>()((set) => ({
  ...kept(),
  setMode: (level, mode) => set(({ modes }) => ({ modes: { ...modes, [level]: mode } })),
  muteUntil: (mutedUntilMs) => set({ mutedUntilMs }),
}));

useSoundSettings.subscribe(({ modes, mutedUntilMs }) => {
  localStorage.setItem(KEY, JSON.stringify({ modes, mutedUntilMs }));
});

function kept(): SoundSettings {
  try {
    return Kept.parse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    // Never set here, or set by an older console.
    return USUAL_SOUND;
  }
}
