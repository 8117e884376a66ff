/** What every measurement of the bench is given, and what it answers. */

/** As `--only` names them, and as the result does. */
export const MEDIA_FIGURES = [
  'cpuPerCamera',
  'memoryPerCamera',
  'warmJoinMs',
  'liveJoinMs',
  'coldJoinMs',
  'addedLatencyMs',
  'staleDetectMs',
  'recoverMs',
  'recoverAllMs',
  'hlsBehindLiveMs',
  'viewersPerWorker',
] as const;
export const WALL_FIGURES = [
  'framesShownRatio4',
  'framesShownRatio16',
  'framesShownRatio25',
  'pageMemoryGrowth',
  'tourBadSwitches',
  'tourSwitchMs',
] as const;
export const MAP_FIGURES = ['firstAppliedMs', 'applyThousandMs', 'longestBlockMs'] as const;
export type Figure = (typeof MEDIA_FIGURES)[number] | (typeof WALL_FIGURES)[number] | (typeof MAP_FIGURES)[number];

export type Wish = {
  cameraCount: number;
  /** How long processes are watched for what they cost. */
  seconds: number;
  /** How long a wall is watched. */
  minutes: number;
  isWanted(figure: Figure): boolean;
  say(line: string): void;
};

/** The figures (null is one that could not be had), under `basis` what they were made of, under `failed` why one is null. */
export type Measured = Partial<Record<Figure, unknown>> & {
  cameras: number;
  basis: Record<string, unknown>;
  failed: Record<string, string>;
};

/** Each figure is written down as soon as it is known: what fails later takes nothing with it. */
export type Measure = { figures: readonly Figure[]; run(measured: Measured, wish: Wish): Promise<void> };

/** What a bench prints. */
export type BenchResult = Measured & {
  bench: 'media' | 'wall' | 'map';
  machine: { cpu: string; cores: number };
  at60?: Measured;
};

export async function measureAll(measures: readonly Measure[], measured: Measured, wish: Wish): Promise<void> {
  measured.cameras = wish.cameraCount;
  for (const { figures, run } of measures) {
    const wanted = figures.filter(wish.isWanted);
    if (wanted.length === 0) continue;
    for (const figure of wanted) measured[figure] = null;
    try {
      await run(measured, wish);
    } catch (thrown) {
      wish.say(`${wanted.join(', ')}: ${thrown instanceof Error ? thrown.stack : thrown}`);
      for (const figure of wanted) if (measured[figure] === null) measured.failed[figure] ??= String(thrown);
    }
  }
}
