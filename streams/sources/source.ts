/** What every source of pictures is to the camera it belongs to, whichever way they come. */
import type { AppError } from '../../config/contract/errors.ts';
import type { AccessUnit } from '../hub/access-unit.ts';
import type { AudioUnit } from '../hub/audio-unit.ts';

export type SourceListener = {
  onUnit(unit: AccessUnit): void;
  onAudio(unit: AudioUnit): void;
  /** It has sound that nobody here can play. */
  onAudioRefused(codec: string): void;
  /** The connection is gone; said once, and not after `close`. */
  onLost(why: AppError): void;
};

/** Counted from the first packet on. */
export type SourceStats = {
  received: number;
  lost: number;
  /** From the newest RTCP sender report; null without one. */
  cameraClock: { ntpMs: number; receivedAtMs: number } | null;
};

export type Source = {
  /** Whether somebody watches, so that every packet counts at once. */
  setUrgent(isUrgent: boolean): void;
  stats(): SourceStats;
  close(): Promise<void>;
};
