/** How a figure reads: its value, and how it compares. Pure. */
import {
  type ComparedFigure,
  type Figure,
  figureValue,
  INDICATORS,
  type Indicator,
} from '../../../config/contract/evaluation.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type FigureText =
  | { kind: 'none' }
  | { kind: 'share'; percent: string }
  | { kind: 'count'; count: string }
  | { kind: 'duration'; unit: 'minutes' | 'hours' | 'days'; count: string };

export function textOf(indicator: Indicator, figure: Figure): FigureText {
  const value = figureValue(indicator, figure);
  if (value === null) return { kind: 'none' };
  const { as } = INDICATORS[indicator];
  if (as === 'count') return { kind: 'count', count: String(value) };
  if (as === 'share') return { kind: 'share', percent: `${decimal(value * 100)}%` };
  if (value < 2 * HOUR_MS) return { kind: 'duration', unit: 'minutes', count: decimal(value / MINUTE_MS) };
  if (value < 2 * DAY_MS) return { kind: 'duration', unit: 'hours', count: decimal(value / HOUR_MS) };
  return { kind: 'duration', unit: 'days', count: decimal(value / DAY_MS) };
}

export type Change = {
  text: string;
  isPoints: boolean;
  way: 'up' | 'down' | 'same';
  judged: 'good' | 'bad' | 'neither';
};

/** Of shares the difference in points, of anything else in per cent. Null where there is nothing to compare with. */
export function changeOf(indicator: Indicator, figure: ComparedFigure, from: 'before' | 'lastYear'): Change | null {
  const then = figure[from];
  // Nothing was counted then: it is not that there was none, but that there is no record.
  if (then[0] === 0 && then[1] === 0) return null;
  const [now, before] = [figureValue(indicator, figure.now), figureValue(indicator, then)];
  if (now === null || before === null) return null;
  const { as, better } = INDICATORS[indicator];
  const isPoints = as === 'share';
  const difference = isPoints ? (now - before) * 100 : before === 0 ? 0 : (now / before - 1) * 100;
  const way = Math.abs(difference) < 0.05 ? 'same' : difference > 0 ? 'up' : 'down';
  const text = `${difference > 0 ? '+' : ''}${decimal(difference)}${isPoints ? '' : '%'}`;
  const isGood = way === (better === 'more' ? 'up' : 'down');
  const judged = better === 'neither' || way === 'same' ? 'neither' : isGood ? 'good' : 'bad';
  return { text, isPoints, way, judged };
}

/** Rows without the figure come last, whichever way. */
export function sorted<Row extends { name: string; figures: Partial<Record<Indicator, ComparedFigure>> }>(
  rows: readonly Row[],
  by: Indicator,
): Row[] {
  const value = ({ figures }: Row) => {
    const figure = figures[by];
    return figure ? (figureValue(by, figure.now) ?? -1) : -1;
  };
  return rows.toSorted((one, other) => value(other) - value(one) || one.name.localeCompare(other.name, 'zh'));
}

function decimal(value: number): string {
  return String(Math.round(value * 10) / 10);
}
