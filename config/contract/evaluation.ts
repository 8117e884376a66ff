/**
 * Study and evaluation (研判, 考核): indicators over a period, by street, unit, grid,
 * community, post and person, each with the two numbers it is made of. Drills are in none.
 */
import { z } from 'zod';
import { IncidentState } from './incident.ts';
import { MatterTask } from './matter.ts';
import { Period, PeriodQuery } from './period.ts';
import { Position } from './place.ts';

/** In the order of a report. How each is reckoned: DEFINITIONS in evaluation-words.ts. */
export const Indicator = z.enum([
  'reported',
  'valid',
  'filed',
  'filedInTime',
  'acceptTime',
  'rightlyDispatched',
  'handled',
  'handledInTime',
  'handleTime',
  'reworked',
  'closed',
  'closedInTime',
  'verifiedInTime',
  'checkedInTime',
  'overdue',
  'suspended',
  'extended',
  'settled',
  'resolved',
  'resolvedInTime',
  'topClass',
  'repeated',
  'online',
]);
export type Indicator = z.infer<typeof Indicator>;

/** share: a part of a whole · duration: a sum of ms over a number · count: a number alone. `better`: which way is good, where one is. */
export const INDICATORS: Record<
  Indicator,
  { as: 'share' | 'duration' | 'count'; better: 'more' | 'less' | 'neither' }
> = {
  reported: { as: 'count', better: 'neither' },
  valid: { as: 'share', better: 'more' },
  filed: { as: 'share', better: 'more' },
  filedInTime: { as: 'share', better: 'more' },
  acceptTime: { as: 'duration', better: 'less' },
  rightlyDispatched: { as: 'share', better: 'more' },
  handled: { as: 'share', better: 'more' },
  handledInTime: { as: 'share', better: 'more' },
  handleTime: { as: 'duration', better: 'less' },
  reworked: { as: 'share', better: 'less' },
  closed: { as: 'share', better: 'more' },
  closedInTime: { as: 'share', better: 'more' },
  verifiedInTime: { as: 'share', better: 'more' },
  checkedInTime: { as: 'share', better: 'more' },
  overdue: { as: 'count', better: 'less' },
  suspended: { as: 'count', better: 'neither' },
  extended: { as: 'count', better: 'neither' },
  settled: { as: 'count', better: 'neither' },
  resolved: { as: 'share', better: 'more' },
  resolvedInTime: { as: 'share', better: 'more' },
  topClass: { as: 'share', better: 'neither' },
  repeated: { as: 'share', better: 'less' },
  online: { as: 'share', better: 'more' },
};

/** Sums: of a count the second is 0; of a duration the first is in ms. */
export const Figure = z.tuple([z.number(), z.number()]);
export type Figure = z.infer<typeof Figure>;
const ComparedFigure = z.object({ now: Figure, before: Figure, lastYear: Figure });
export type ComparedFigure = z.infer<typeof ComparedFigure>;

/** Null where there is nothing to divide by. */
export function figureValue(indicator: Indicator, [numerator, denominator]: Figure): number | null {
  if (INDICATORS[indicator].as === 'count') return numerator;
  return denominator === 0 ? null : numerator / denominator;
}

/** post: 岗位, as people hold it now. */
export const GroupKind = z.enum(['unit', 'grid', 'community', 'post', 'person']);
export type GroupKind = z.infer<typeof GroupKind>;

/** Indicators a group has nothing of are left out. */
const FiguresOf = z.object({
  key: z.string(),
  name: z.string(),
  figures: z.partialRecord(Indicator, ComparedFigure),
});
export type FiguresOf = z.infer<typeof FiguresOf>;

const DayCount = z.object({
  day: z.string(),
  reported: z.int(),
  closed: z.int(),
  overdue: z.int(),
  /** Reports of the same day of the period before, and a year earlier; null where it has no such day. */
  before: z.int().nullable(),
  lastYear: z.int().nullable(),
});

/** `name` is the matter's; `grids` counts its reports by grid. */
const ClassCount = z.object({
  matterId: z.string(),
  name: z.string(),
  now: z.int(),
  before: z.int(),
  lastYear: z.int(),
  grids: z.record(z.string(), z.int()),
});

/** The centre's three tasks; none: not told yet. */
export const CountedTask = z.enum([...MatterTask.options, 'none']);
export type CountedTask = z.infer<typeof CountedTask>;
const TaskCount = z.object({ ...ClassCount.omit({ matterId: true, name: true }).shape, task: CountedTask });

/** A cell of about 100 m × 100 m where more than one thing was reported. */
const Spot = z.object({
  cell: z.string(),
  place: z.string(),
  position: Position,
  gridName: z.string(),
  count: z.int(),
  /** How many of them are the same class within 24 hours and 50 m of another. */
  repeatCount: z.int(),
  className: z.string(),
});
export type Spot = z.infer<typeof Spot>;

export const Evaluation = z.object({
  period: Period,
  before: Period,
  lastYear: Period,
  /** False: it runs, and the others are cut to as much of it. */
  isOver: z.boolean(),
  street: FiguresOf,
  groups: z.record(GroupKind, z.array(FiguresOf)),
  days: z.array(DayCount),
  classes: z.array(ClassCount),
  /** Each of the three, and `none` where there is one. */
  tasks: z.array(TaskCount),
  grids: z.array(z.object({ id: z.string(), name: z.string() })),
  spots: z.array(Spot),
  /** Of the period's reports: made-up ones, marked 【演示】; and drills, which are in no figure. */
  demoCount: z.int(),
  drillCount: z.int(),
});
export type Evaluation = z.infer<typeof Evaluation>;

/** The cases behind one figure. */
export const CasesQuery = PeriodQuery.extend({
  indicator: Indicator,
  by: z.enum(['street', ...GroupKind.options, 'cell']).default('street'),
  key: z.string().max(80).default(''),
  /** hit: those in the numerator · miss: those that are not · all: the denominator. */
  part: z.enum(['hit', 'miss', 'all']).default('all'),
  matterId: z.string().max(80).optional(),
  task: CountedTask.optional(),
});
export type CasesQuery = z.infer<typeof CasesQuery>;

export const EvaluatedCases = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      title: z.string(),
      state: IncidentState,
      gridName: z.string(),
      unitName: z.string(),
      reportedAtMs: z.int(),
      closedAtMs: z.int().nullable(),
      isHit: z.boolean(),
    }),
  ),
  /** Counted, and not shown to whoever asks. */
  hiddenCount: z.int(),
});
export type EvaluatedCases = z.infer<typeof EvaluatedCases>;
