/** A short run of `npm run chaos`: after kills, pauses and cuts everything that is open is what was open before. */
import { expect, test } from 'vitest';
import { runChaos } from '../chaos/chaos.ts';

const WITHIN_MS = 240_000;

test('after twenty seconds of kills, pauses and cuts nothing is left over', { timeout: WITHIN_MS }, async ({
  signal,
}) => {
  const result = await runChaos({ seed: 1, seconds: 20, cameraCount: 6, tiles: 2, say: () => {}, signal });
  expect(Object.keys(result.acts).length).toBeGreaterThan(3);
  expect(result.amiss).toEqual([]);
});
