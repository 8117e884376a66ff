/** What fails a soak, and what does not. */
import { expect, test } from 'vitest';
import type { Slope } from './slope.ts';
import { beyondLimits, LIMITS } from './soak.ts';

const FLAT: Slope = { perHour: 0, spread: 1, first: 100, last: 100 };
const STEEP: Slope = { perHour: LIMITS.memoryMbPerHour + 10, spread: 1, first: 100, last: 140 };
const UNSURE: Slope = { ...STEEP, spread: 20 };
const PICTURES = { due: 100, seen: 100, lostPercent: 0, leftOutByNode: 0 };

function verdict(slopes: { rssMb?: Slope; rssMbLate?: Slope; descriptors?: Slope }, changes = {}): string[] {
  const node = { cpuPercent: 5, rssMb: FLAT, pssMb: FLAT, rssMbLate: FLAT, descriptors: FLAT, ...slopes };
  return beyondLimits({ processes: { node }, nodeRestarts: 0, reconnects: 0, pictures: PICTURES, ...changes });
}

test('memory that grows to the end fails, memory that grew and stopped does not', () => {
  expect(verdict({ rssMb: STEEP, rssMbLate: STEEP })).toEqual([expect.stringContaining('node: memory grows')]);
  expect(verdict({ rssMb: STEEP, rssMbLate: FLAT })).toEqual([]);
});

test('a slope that its spread leaves open does not fail', () => {
  expect(verdict({ rssMb: UNSURE, rssMbLate: UNSURE, descriptors: UNSURE })).toEqual([]);
});

test('descriptors that grow, a node that was lost, a camera called again and lost pictures fail each', () => {
  expect(verdict({ descriptors: STEEP })).toHaveLength(1);
  expect(verdict({}, { nodeRestarts: 1 })).toEqual(['1 restarts of the media node']);
  expect(verdict({}, { reconnects: 2 })).toEqual(['2 cameras called again']);
  expect(verdict({}, { pictures: { ...PICTURES, lostPercent: 3 } })).toEqual(['3 % of the pictures did not come']);
});
