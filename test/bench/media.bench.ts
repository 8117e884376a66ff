/** The media plane's figures, measured one after the other in one run. */
import { cpus } from 'node:os';
import { cost, measureCost } from './cost.measure.ts';
import { join } from './join.measure.ts';
import type { Measure, Measured, Wish } from './measure.ts';

const MEASURES: readonly Measure[] = [cost, join];
const MANY_CAMERAS = 60;

export type MediaResult = Omit<Measured, 'basis'> & {
  bench: 'media';
  machine: { cpu: string; cores: number };
  basis: Record<string, unknown>;
  at60?: Measured;
  /** What could not be measured, and why. */
  failed: Record<string, string>;
};

export async function benchMedia(wish: Wish, { at60 }: { at60: boolean }): Promise<MediaResult> {
  const result: MediaResult = {
    bench: 'media',
    machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length },
    basis: {},
    failed: {},
  };
  const attempt = async (name: string, work: () => Promise<void>) => {
    await work().catch((thrown: unknown) => {
      wish.say(`${name}: ${thrown instanceof Error ? thrown.stack : thrown}`);
      result.failed[name] = String(thrown);
    });
  };
  for (const { figures, run } of MEASURES.filter(({ figures }) => figures.some(wish.isWanted))) {
    await attempt(figures.join(','), async () => {
      const { basis, ...measured } = await run(wish);
      Object.assign(result, measured);
      Object.assign(result.basis, basis);
    });
  }
  if (at60) {
    await attempt('at60', async () => {
      result.at60 = await measureCost({ ...wish, cameraCount: MANY_CAMERAS });
    });
  }
  return result;
}
