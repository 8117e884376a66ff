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

/** The figures (null is one that could not be had), under `basis` what they were made of, under `failed` why one is null. */
export type Measured = Partial<Record<Figure, unknown>> & {
  cameras: number;
  basis: Record<string, unknown>;
  failed: Record<string, string>;
};

/** Each figure is written down as soon as it is known: what fails later takes nothing with it. */
export type Measure = { figures: readonly Figure[]; run(measured: Measured, wish: Wish): Promise<void> };
