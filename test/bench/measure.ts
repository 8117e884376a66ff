/** What every measurement of the bench is given, and what it answers. */

/** As `--only` names them, and as the result does. */
export const FIGURES = [
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
export type Figure = (typeof FIGURES)[number];

export type Wish = {
  cameraCount: number;
  /** How long processes are watched for what they cost. */
  seconds: number;
  isWanted(figure: Figure): boolean;
  say(line: string): void;
};

/** The figures, and under `basis` what they were made of. */
export type Measured = Partial<Record<Figure, unknown>> & { basis: Record<string, unknown> };

export type Measure = { figures: readonly Figure[]; run(wish: Wish): Promise<Measured> };
