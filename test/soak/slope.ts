/** The line through a row of measurements (least squares), and how sure its slope is. */

export type Sample = { atMs: number; value: number };
/** `spread`: the standard error of the slope; twice it each way holds the truth nineteen times in twenty. */
export type Slope = { perHour: number; spread: number; first: number; last: number };

const MS_PER_HOUR = 3_600_000;

export function slopeOf(samples: readonly Sample[]): Slope {
  const count = samples.length;
  const [meanAt, meanValue] = [mean(samples.map(({ atMs }) => atMs)), mean(samples.map(({ value }) => value))];
  const square = sum(samples.map(({ atMs }) => (atMs - meanAt) ** 2));
  const slope =
    square === 0 ? 0 : sum(samples.map(({ atMs, value }) => (atMs - meanAt) * (value - meanValue))) / square;
  const residual = sum(samples.map(({ atMs, value }) => (value - meanValue - slope * (atMs - meanAt)) ** 2));
  const error = count > 2 && square > 0 ? Math.sqrt(residual / (count - 2) / square) : 0;
  return {
    perHour: slope * MS_PER_HOUR,
    spread: error * MS_PER_HOUR,
    first: samples[0]?.value ?? 0,
    last: samples.at(-1)?.value ?? 0,
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
