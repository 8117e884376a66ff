/** The report of a period as a workbook: figures, tables, days, and how each is reckoned. Pure. */
import {
  type CountedTask,
  type Evaluation,
  type Figure,
  type FiguresOf,
  figureValue,
  GroupKind,
  INDICATORS,
  Indicator,
} from '../../config/contract/evaluation.ts';
import { DEFINITIONS, INDICATOR_NAMES } from '../../config/contract/evaluation-words.ts';

type Cell = string | number;
export type EvaluationSheet = { name: string; rows: Cell[][]; widths: number[] };

const TABLE_NAMES: Record<GroupKind, string> = {
  unit: '单位',
  grid: '网格',
  community: '社区',
  post: '岗位',
  person: '人员',
};
const TASK_NAMES: Record<CountedTask, string> = {
  ...{ crime: '防控违法犯罪', dispute: '化解矛盾纠纷', hazard: '排除安全隐患', none: '未定任务' },
};
const HOUR_MS = 3_600_000;

export function evaluationSheets(evaluation: Evaluation, siteName: string): EvaluationSheet[] {
  const { period, before, lastYear, street, groups, days, classes, tasks, grids } = evaluation;
  const spans = [
    ['统计期', `${period.fromDay} 至 ${period.toDay}${evaluation.isOver ? '' : '（未满，对比期取同样长的时间）'}`],
    ['上期（环比）', `${before.fromDay} 至 ${before.toDay}`],
    ['去年同期（同比）', `${lastYear.fromDay} 至 ${lastYear.toDay}`],
    ['说明', `演练 ${evaluation.drillCount} 件不计入；其中演示数据 ${evaluation.demoCount} 件`],
  ];
  const figures = Indicator.options.flatMap((indicator) => {
    const figure = street.figures[indicator];
    if (!figure) return [];
    const { now, before: then, lastYear: year } = figure;
    const values = [now, then, year].map((each) => cellOf(indicator, each));
    return [[INDICATOR_NAMES[indicator], unitOf(indicator), ...values, ...now.map((sum) => sumCell(indicator, sum))]];
  });
  return [
    {
      name: '指标',
      rows: [
        [`${siteName} 研判考核报告`],
        ...spans,
        [],
        ['指标', '单位', '本期', '上期', '去年同期', '分子', '分母'],
        ...figures,
      ],
      widths: [20, 10, 12, 12, 12, 12, 12],
    },
    ...GroupKind.options.map((by) => ({
      name: TABLE_NAMES[by],
      rows: tableRows(TABLE_NAMES[by], groups[by] ?? []),
      widths: [20, ...Indicator.options.map(() => 12)],
    })),
    {
      name: '逐日',
      rows: [
        ['日期', '上报', '结案', '超期', '上期同日上报', '去年同日上报'],
        ...days.map((day) => [day.day, day.reported, day.closed, day.overdue, day.before ?? '', day.lastYear ?? '']),
      ],
      widths: [14, 10, 10, 10, 14, 14],
    },
    {
      name: '任务与网格',
      rows: [
        ['任务', '本期', '上期', '去年同期', ...grids.map(({ name }) => name)],
        ...tasks.map((each) => [
          ...[TASK_NAMES[each.task], each.now, each.before, each.lastYear],
          ...grids.map(({ id }) => each.grids[id] ?? 0),
        ]),
      ],
      widths: [20, 10, 10, 10, ...grids.map(() => 12)],
    },
    {
      name: '类别与网格',
      rows: [
        ['类别', '本期', '上期', '去年同期', ...grids.map(({ name }) => name)],
        ...classes.map((each) => [
          ...[each.name, each.now, each.before, each.lastYear],
          ...grids.map(({ id }) => each.grids[id] ?? 0),
        ]),
      ],
      widths: [20, 10, 10, 10, ...grids.map(() => 12)],
    },
    {
      name: '口径',
      rows: [['指标', '口径'], ...Indicator.options.map((each) => [INDICATOR_NAMES[each], DEFINITIONS[each]])],
      widths: [20, 100],
    },
  ];
}

function tableRows(title: string, rows: readonly FiguresOf[]): Cell[][] {
  const shown = Indicator.options.filter((indicator) => rows.some(({ figures }) => figures[indicator]));
  return [
    [title, ...shown.map((each) => `${INDICATOR_NAMES[each]}（${unitOf(each)}）`)],
    ...rows.map(({ name, figures }) => [
      name,
      ...shown.map((indicator) => {
        const figure = figures[indicator];
        return figure ? cellOf(indicator, figure.now) : '';
      }),
    ]),
  ];
}

function unitOf(indicator: Indicator): string {
  return { share: '%', duration: '小时', count: '件' }[INDICATORS[indicator].as];
}

function cellOf(indicator: Indicator, figure: Figure): Cell {
  const value = figureValue(indicator, figure);
  if (value === null) return '';
  const { as } = INDICATORS[indicator];
  return as === 'count' ? value : rounded(as === 'share' ? value * 100 : value / HOUR_MS);
}

/** Hours where the sums are times. */
function sumCell(indicator: Indicator, sum: number): Cell {
  return indicator === 'online' || sum > 1e6 ? rounded(sum / HOUR_MS) : sum;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
