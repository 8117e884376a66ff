/** How a clock is shown: calm, near its end (80 % of the limit), over, or standing. Pure. */
import type { StageClock } from '../../../config/contract/incident.ts';

export type ClockLook = 'runs' | 'near' | 'over' | 'stands';

export function clockLook({ stepsAtMs, dueAtMs, standsWithMs }: StageClock, nowMs: number): ClockLook {
  if (standsWithMs !== null) return 'stands';
  if (nowMs >= dueAtMs) return 'over';
  return nowMs >= (stepsAtMs[0] ?? dueAtMs) ? 'near' : 'runs';
}
