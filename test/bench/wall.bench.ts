/** What an operator's wall shows of what its cameras send, measured in one run in the real console. */
import { type BenchResult, type Measure, measureAll, WALL_FIGURES, type Wish } from './measure.ts';
import { openWallSite } from './wall-site.ts';
import { measureWalls } from './wall-tiles.measure.ts';
import { measureTour } from './wall-tour.measure.ts';

/** As many as the largest wall has tiles. */
const CAMERAS = 25;

const wall: Measure = {
  figures: WALL_FIGURES,
  async run(into, wish) {
    await using site = await openWallSite(wish.cameraCount);
    await measureWalls(into, wish, site);
    await measureTour(into, wish, site);
  },
};

export function benchWall(result: BenchResult, wish: Wish): Promise<void> {
  return measureAll([wall], result, { ...wish, cameraCount: CAMERAS });
}
