/** Who may speak out of a camera when somebody does. Pure: no rank takes a microphone out of anybody's hand, and minutes are few. */
import { AppError } from '../../config/contract/errors.ts';
import type { TalkState } from '../../config/contract/talk.ts';

export type Speaker = NonNullable<TalkState['speaker']> & { connectionId: string };

/** A desk that presses again goes on. Errors: `TALK_HELD` with the name of who speaks. */
export function requireFree(speaker: Speaker | undefined, connectionId: string): void {
  if (speaker && speaker.connectionId !== connectionId) throw new AppError('TALK_HELD', { name: speaker.name });
}
