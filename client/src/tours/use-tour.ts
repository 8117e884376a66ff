/**
 * A tour on one slot: what is shown, and what is connected behind it. The change is
 * made only once the next picture is there; what does not come is passed over.
 */
import { useEffect, useRef, useState } from 'react';
import { connectAfterMs, GIVE_UP_MS, nextTurn, stopAt, type TourShare, type TourStop } from './tour.rules.ts';

export type TourRun = {
  now: TourStop | undefined;
  /** Being connected, under what is shown. */
  next: TourStop | undefined;
  /** The next one's time has come; it is shown as soon as there is a picture of it. */
  isDue: boolean;
  isPaused: boolean;
  pause: () => void;
  /** At once, without waiting for its time. */
  go: (step: 1 | -1) => void;
  /** Said by the tiles themselves. */
  shows: (cameraId: string) => void;
};

type Needs = {
  stops: readonly TourStop[];
  share: TourShare;
  /** Whether it is worth trying: not offline, not disabled, allowed. */
  canShow: (stop: TourStop) => boolean;
};

type State = { turn: number; nextTurn: number | undefined; isDue: boolean };

export function useTour({ stops, share, canShow }: Needs): TourRun {
  const [state, setState] = useState<State>({ turn: 0, nextTurn: undefined, isDue: false });
  const [isPaused, setPaused] = useState(false);
  const shown = useRef(new Set<string>());
  const now = stopAt(stops, share, state.turn);
  const next = state.nextTurn === undefined ? undefined : stopAt(stops, share, state.nextTurn);
  const latest = useRef({ stops, share, canShow, now });
  latest.current = { stops, share, canShow, now };

  const connect = (from: number, step: 1 | -1, isDue: boolean) => {
    const { stops, share, canShow, now } = latest.current;
    // What is shown is not its own next one.
    const isAnother = (stop: TourStop) => stop.cameraId !== now?.cameraId && canShow(stop);
    const turn = nextTurn(stops, share, from, isAnother, step);
    setState((before) => ({ ...before, nextTurn: turn, isDue: turn !== undefined && isDue }));
  };
  const change = () => {
    shown.current.clear();
    setState(({ turn, nextTurn }) => ({ turn: nextTurn ?? turn, nextTurn: undefined, isDue: false }));
  };

  // The next one is connected a while before its time, and due at its time.
  const { turn } = state;
  const seconds = now?.seconds;
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew with each stop, and with nothing else
  useEffect(() => {
    if (!now || isPaused) return;
    const connecting = setTimeout(() => connect(turn, 1, false), connectAfterMs(now));
    const due = setTimeout(() => {
      // Nothing else to show: what is shown has its time again.
      setState((before) =>
        before.nextTurn === undefined ? { ...before, turn: before.turn + stops.length } : { ...before, isDue: true },
      );
    }, now.seconds * 1_000);
    return () => {
      clearTimeout(connecting);
      clearTimeout(due);
    };
  }, [turn, seconds, now?.cameraId, isPaused]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when something becomes due, and when a tile shows
  useEffect(() => {
    if (!state.isDue || !next) return;
    if (shown.current.has(next.cameraId)) return change();
    const giveUp = setTimeout(() => connect(state.nextTurn ?? turn, 1, true), GIVE_UP_MS);
    return () => clearTimeout(giveUp);
  }, [state.isDue, state.nextTurn]);

  return {
    now,
    next,
    isDue: state.isDue,
    isPaused,
    pause: () => {
      setState((before) => ({ ...before, nextTurn: undefined, isDue: false }));
      setPaused((before) => !before);
    },
    go: (step) => connect(turn, step, true),
    shows: (cameraId) => {
      if (cameraId === now?.cameraId) return;
      shown.current.add(cameraId);
      if (state.isDue && cameraId === next?.cameraId) change();
    },
  };
}
