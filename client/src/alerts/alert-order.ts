/** Which alert is looked at first, and which are shown at all. Pure. */
import { type Alert, type AlertLevel, isShelved, isWaiting } from '../../../config/contract/alert.ts';

const URGENCY: Record<AlertLevel, number> = { critical: 0, warning: 1, notice: 2 };

/** Unanswered before answered, the most urgent first, then the newest. A repeat moves nothing under the pointer. */
export function inOrder(alerts: Iterable<Alert>): Alert[] {
  return [...alerts].sort(
    (one, other) =>
      answered(one) - answered(other) ||
      URGENCY[one.level] - URGENCY[other.level] ||
      other.raisedAtMs - one.raisedAtMs ||
      (one.id < other.id ? 1 : -1),
  );
}

export type AlertFilter = {
  state: 'open' | 'new' | 'shelved' | 'closed' | 'all';
  level: AlertLevel | 'all';
  cameraId: string | null;
};

export const EVERYTHING_OPEN: AlertFilter = { state: 'open', level: 'all', cameraId: null };

export function passes({ state, level, cameraId }: AlertFilter, alert: Alert): boolean {
  if (level !== 'all' && alert.level !== level) return false;
  if (cameraId !== null && alert.cameraId !== cameraId) return false;
  if (state === 'all') return true;
  if (state === 'shelved') return isShelved(alert);
  if (state === 'open') return alert.state !== 'closed' && !isShelved(alert);
  return alert.state === state && !isShelved(alert);
}

export function mostUrgent(alerts: Iterable<Alert>): AlertLevel | undefined {
  const [first] = [...alerts].map(({ level }) => level).sort((one, other) => URGENCY[one] - URGENCY[other]);
  return first;
}

/** The most urgent unanswered level of each camera that has one. */
export function unansweredLevels(alerts: Iterable<Alert>): Map<string, AlertLevel> {
  const unanswered = [...alerts].filter((alert) => isWaiting(alert) && alert.cameraId !== null);
  const byCamera = Map.groupBy(unanswered, ({ cameraId }) => cameraId ?? '');
  return new Map([...byCamera].map(([cameraId, ofCamera]) => [cameraId, mostUrgent(ofCamera) ?? 'notice']));
}

function answered(alert: Alert): number {
  return alert.state === 'closed' ? 2 : isWaiting(alert) ? 0 : 1;
}
