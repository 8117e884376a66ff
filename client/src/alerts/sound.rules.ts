/** When a tone is due. Pure: the store says what is unanswered, the clock what time it is. */
import { type Alert, type AlertLevel, isWaiting } from '../../../config/contract/alert.ts';

export const SOUND_MODES = ['repeat', 'once', 'off'] as const;
export type SoundMode = (typeof SOUND_MODES)[number];

export type SoundSettings = {
  modes: Record<AlertLevel, SoundMode>;
  /** Null: not muted. */
  mutedUntilMs: number | null;
};

export const USUAL_SOUND: SoundSettings = {
  modes: { critical: 'repeat', warning: 'repeat', notice: 'once' },
  mutedUntilMs: null,
};

export const REPEAT_EVERY_MS: Record<AlertLevel, number> = { critical: 5_000, warning: 12_000, notice: 30_000 };

/** The newest alert that was heard, and when a tone was last played for each level. */
export type Heard = { alertIds: ReadonlySet<string>; lastAtMs: Partial<Record<AlertLevel, number>> };

const LEVELS: readonly AlertLevel[] = ['critical', 'warning', 'notice'];

export function isMuted({ mutedUntilMs }: SoundSettings, nowMs: number): boolean {
  return mutedUntilMs !== null && nowMs < mutedUntilMs;
}

/** The most urgent tone that is due now; alerts somebody answered or shelved are silent. */
export function dueTone(
  alerts: Iterable<Alert>,
  heard: Heard,
  settings: SoundSettings,
  nowMs: number,
): AlertLevel | undefined {
  if (isMuted(settings, nowMs)) return undefined;
  const unanswered = [...alerts].filter(isWaiting);
  return LEVELS.find((level) => {
    const ofLevel = unanswered.filter((alert) => alert.level === level);
    const mode = settings.modes[level];
    if (ofLevel.length === 0 || mode === 'off') return false;
    if (ofLevel.some(({ id }) => !heard.alertIds.has(id))) return true;
    // What is over by itself is heard, but calls nobody again and again.
    if (ofLevel.every(({ recoveredAtMs }) => recoveredAtMs !== null)) return false;
    return mode === 'repeat' && nowMs - (heard.lastAtMs[level] ?? 0) >= REPEAT_EVERY_MS[level];
  });
}
