/** What the evaluation shows is in its address: period, table, and the figure whose cases are open. */
import { z } from 'zod';
import { CountedTask, GroupKind, Indicator } from '../../../config/contract/evaluation.ts';
import { type Period, PeriodKind, type PeriodQuery, periodBefore } from '../../../config/contract/period.ts';
import { nextDay } from '../../../config/contract/site-day.ts';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined);

export const EvaluationSearch = z.object({
  period: PeriodKind.optional().catch(undefined),
  day,
  from: day,
  to: day,
  by: GroupKind.optional().catch(undefined),
  sort: Indicator.optional().catch(undefined),
  /** The figure that is open. */
  indicator: Indicator.optional().catch(undefined),
  of: z
    .enum(['street', ...GroupKind.options, 'cell'])
    .optional()
    .catch(undefined),
  key: z.string().optional().catch(undefined),
  matter: z.string().optional().catch(undefined),
  task: CountedTask.optional().catch(undefined),
  part: z.enum(['hit', 'miss', 'all']).optional().catch(undefined),
});
export type EvaluationSearch = z.infer<typeof EvaluationSearch>;

export function askOf({ period = 'month', day, from, to }: EvaluationSearch): PeriodQuery {
  return { period, ...(day && { day }), ...(from && { from }), ...(to && { to }) };
}

/** The period before or after, in the words of the address. */
export function shifted(period: Period, way: 'earlier' | 'later', timeZone: string): EvaluationSearch {
  const { kind, fromDay, toDay } = period;
  const dayCount = Math.round((Date.parse(toDay) - Date.parse(fromDay)) / 86_400_000) + 1;
  if (kind === 'range') {
    const by = way === 'earlier' ? -dayCount : dayCount;
    return { period: kind, from: nextDay(fromDay, by), to: nextDay(toDay, by) };
  }
  return { period: kind, day: way === 'later' ? nextDay(toDay) : periodBefore(period, timeZone).fromDay };
}
