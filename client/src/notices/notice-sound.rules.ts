/** Which tone new notices deserve. Pure. */
import type { AlertLevel } from '../../../config/contract/alert.ts';
import type { Notice } from '../../../config/contract/notice.ts';

/** What lay there already when the console was opened is read, not heard. */
const FRESH_MS = 60_000;
const PRESSING: readonly Notice['kind'][] = ['overdue', 'escalated', 'supervised', 'unread', 'nobody', 'backup'];

/** The most pressing tone of those not heard yet; undefined when there is nothing to hear. */
export function toneOf(
  notices: Iterable<Notice>,
  heardIds: ReadonlySet<string>,
  nowMs: number,
): AlertLevel | undefined {
  const fresh = [...notices].filter(
    ({ id, readAtMs, atMs }) => readAtMs === null && nowMs - atMs < FRESH_MS && !heardIds.has(id),
  );
  if (fresh.length === 0) return undefined;
  if (fresh.some(({ kind }) => PRESSING.includes(kind))) return 'critical';
  return fresh.some(({ readDueAtMs }) => readDueAtMs !== null) ? 'warning' : 'notice';
}
