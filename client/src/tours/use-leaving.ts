/**
 * What a tour showed last stays under what it shows now for a moment: to close a picture takes the
 * page what it needs for the change itself. Where a tour runs on several slots they close one after
 * the other.
 */
import { useEffect, useState } from 'react';
import { leaveAfterMs, type TourShare, type TourStop } from './tour.rules.ts';

/** The id of the camera that leaves, from the very change on; null once it is gone. */
export function useLeaving(now: TourStop | undefined, share: TourShare): string | null {
  const nowId = now?.cameraId ?? null;
  const [state, setState] = useState<{ nowId: string | null; leavingId: string | null }>({ nowId, leavingId: null });
  const isChanged = state.nowId !== nowId;
  const leavingId = isChanged ? state.nowId : state.leavingId;
  if (isChanged) setState({ nowId, leavingId });
  const afterMs = now ? leaveAfterMs(now, share) : 0;
  useEffect(() => {
    if (leavingId === null) return;
    const timer = setTimeout(() => setState((before) => ({ ...before, leavingId: null })), afterMs);
    return () => clearTimeout(timer);
  }, [leavingId, afterMs]);
  return leavingId;
}
