/** Who may speak out of a camera when somebody does. Pure: no rank takes a microphone out of anybody's hand, and minutes are few. */
import { AppError } from '../../config/contract/errors.ts';
import type { TalkState } from '../../config/contract/talk.ts';

export type Speaker = NonNullable<TalkState['speaker']> & { connectionId: string };

/** A desk that presses again goes on. Errors: `TALK_HELD` with the name of who speaks. */
export function requireFree(speaker: Speaker | undefined, connectionId: string): void {
  if (speaker && speaker.connectionId !== connectionId) throw new AppError('TALK_HELD', { name: speaker.name });
}

/** Whose place at the microphone is lost when what is asked of their rights is refused, and not because nobody could be asked. */
export function isRefusal(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code !== 'INTERNAL' && thrown.code !== 'DATABASE_AWAY';
}
