/** Many seeds in one test: for what is fed by more than one call, and counts what came of it. */
import { type Chance, chance, spoiled } from './chance.ts';

const ROUNDS = 3_000;

/** Each round is named by its seed when it fails. */
export function rounds(valid: readonly Buffer[], feed: (spoilt: Buffer, random: Chance) => void): void {
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const random = chance(seed);
    const spoilt = spoiled(valid[random(valid.length)] ?? Buffer.alloc(0), random);
    try {
      feed(spoilt, random);
    } catch (thrown) {
      throw new Error(`seed ${seed}: ${spoilt.toString('hex').slice(0, 400)}`, { cause: thrown });
    }
  }
}

/** Cut at random, in pieces of `longest` bytes at most. */
export function inPieces(bytes: Buffer, longest: number, random: Chance): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const next = at + random(longest) + 1;
    pieces.push(bytes.subarray(at, next));
    at = next;
  }
  return pieces;
}
