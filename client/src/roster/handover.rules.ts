/** The words of a hand-over, in the order they are written. Pure. */
import type { HandoverWords } from '../../../config/contract/roster.ts';

export const WORDS = ['orders', 'visits', 'lent', 'focus'] as const satisfies (keyof HandoverWords)[];

export function areSameWords(one: HandoverWords, other: HandoverWords): boolean {
  return WORDS.every((field) => one[field].trim() === other[field].trim());
}

/** What was typed here, and of what was not touched, what somebody else wrote meanwhile. */
export function mergedWords(
  mine: HandoverWords,
  { base, newest }: { base: HandoverWords; newest: HandoverWords },
): HandoverWords {
  const of = (field: (typeof WORDS)[number]) => (mine[field] === base[field] ? newest[field] : mine[field]);
  return { orders: of('orders'), visits: of('visits'), lent: of('lent'), focus: of('focus') };
}
