/** The words of a hand-over, in the order they are written. Pure. */
import type { HandoverWords } from '../../../config/contract/roster.ts';

export const WORDS = ['orders', 'visits', 'lent', 'focus'] as const satisfies (keyof HandoverWords)[];

export function areSameWords(one: HandoverWords, other: HandoverWords): boolean {
  return WORDS.every((field) => one[field].trim() === other[field].trim());
}
