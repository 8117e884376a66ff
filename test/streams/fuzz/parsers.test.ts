/** Whatever comes from outside, no parser throws, hangs, eats up memory or answers what cannot be. `npm run fuzz` looks longer. */
import { describe, expect, test } from 'vitest';
import { hunt } from './hunt.ts';
import { TARGETS } from './targets.ts';

const ROUNDS = 3_000;
const MILLISECONDS = 2_000;

describe('spoilt input does no harm to', () => {
  test.each(TARGETS.map(({ name }) => name))('%s', async (target) => {
    expect(await hunt({ target, firstSeed: 1, rounds: ROUNDS, milliseconds: MILLISECONDS })).toBeGreaterThan(0);
  });
});
