/** The alerts a person works through: filtered, in order, and held still while updates are paused. */
import { useMemo, useRef, useState } from 'react';
import type { Alert } from '../../../config/contract/alert.ts';
import { useSite } from '../realtime/site-store.ts';
import { type AlertFilter, EVERYTHING_OPEN, inOrder, passes } from './alert-order.ts';

export type AlertQueue = {
  alerts: readonly Alert[];
  filter: AlertFilter;
  setFilter: (filter: AlertFilter) => void;
  isPaused: boolean;
  setPaused: (isPaused: boolean) => void;
  /** Changed or raised since the queue was paused. */
  waitingCount: number;
};

export function useAlertQueue(initial: AlertFilter = EVERYTHING_OPEN): AlertQueue {
  const [filter, setFilter] = useState(initial);
  const [pausedWith, setPausedWith] = useState<ReadonlyMap<string, Alert> | null>(null);
  const current = useSite((site) => site.alerts);
  const shown = pausedWith ?? current;
  const alerts = useMemo(() => inOrder([...shown.values()].filter((alert) => passes(filter, alert))), [shown, filter]);
  const counted = useRef(current);
  counted.current = current;

  return {
    alerts,
    filter,
    setFilter,
    isPaused: pausedWith !== null,
    setPaused: (isPaused) => setPausedWith(isPaused ? counted.current : null),
    waitingCount: pausedWith ? [...current].filter(([id, alert]) => pausedWith.get(id) !== alert).length : 0,
  };
}
