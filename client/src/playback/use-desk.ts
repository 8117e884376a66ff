/** A playback's desk as a screen reads it, and what keeps its time going. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { RecordedSpan } from '../../../config/contract/recording.ts';
import { serverNowMs } from '../realtime/connection-store.ts';
import { isPastAll, isRunning, notBeyond, released, skipTo, wentTo } from './playback-clock.rules.ts';
import type { DeskState, PlaybackDesk } from './playback-desk.ts';
import { paged, type View } from './timeline.rules.ts';

const TICK_MS = 100;
/** Who is not ready by then is waited for no longer. */
const LONGEST_HOLD_MS = 6_000;
/** What is newer has not come to the index yet. */
const NOT_YET_MS = 2_000;

export function useDesk<T>(desk: PlaybackDesk, select: (state: DeskState) => T): T {
  return useStore(desk.store, select);
}

/** What depends on the moment, as often as that; a screen is drawn anew only when it is something else. */
export function useOfMoment<T extends string | number>(desk: PlaybackDesk, everyMs: number, read: () => T): T {
  const [value, setValue] = useState(read);
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    const look = () => setValue(latest.current());
    look();
    const timer = setInterval(look, everyMs);
    const stop = desk.store.subscribe(look);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [desk, everyMs]);
  return value;
}

export function useMoment(desk: PlaybackDesk, everyMs: number): number {
  return useOfMoment(desk, everyMs, desk.momentMs);
}

type Watched = {
  /** Of each camera; empty while they are not known. */
  spans: readonly (readonly RecordedSpan[])[];
  areKnown: boolean;
  /** Whether a recorder that was asked has not answered yet: what looks like a gap may be none. */
  mayCome: boolean;
  /** Whether every picture that should be there is. */
  isReady: () => boolean;
};

/** Lets the time go once the pictures are there, past what nobody recorded, and no further than the present. */
export function useDeskTicker(desk: PlaybackDesk, watched: RefObject<Watched>): void {
  useEffect(() => {
    let heldSince = performance.now();
    let wasHeld = false;
    let lastView: View | undefined;
    const tick = () => {
      const { spans, areKnown, mayCome, isReady } = watched.current;
      const { time } = desk.store.getState();
      if (time.isHeld && !wasHeld) heldSince = performance.now();
      wasHeld = time.isHeld;
      if (time.isHeld && areKnown && (isReady() || performance.now() - heldSince > LONGEST_HOLD_MS)) {
        desk.change(released);
      }
      if (!isRunning(time)) return;
      desk.change((now, nowMs) => notBeyond(now, serverNowMs() - NOT_YET_MS, nowMs));
      const direction = time.rate > 0 ? 1 : -1;
      const isGapSure = areKnown && !mayCome;
      const next = isGapSure ? skipTo(desk.momentMs(), spans, direction) : undefined;
      if (next !== undefined) desk.change((now, nowMs) => wentTo(now, next, nowMs));
      else if (isGapSure && isPastAll(spans, desk.momentMs(), direction)) desk.pause();
      const { view, isCentred } = desk.store.getState();
      const shown = paged(view, desk.momentMs(), direction);
      // It ran out of the view. Where somebody has moved the view away from it, they want to look elsewhere.
      if (!isCentred && shown !== view && view === lastView) desk.setView(() => shown);
      lastView = shown === view ? view : undefined;
    };
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [desk, watched]);
}
