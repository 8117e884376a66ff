/**
 * A tour on one slot: what is shown, and what is connected behind it. The change is
 * made only once the next picture is there, and its camera was sent to its preset;
 * what does not come is passed over, what cannot be turned is shown as it is.
 */
import { useEffect, useRef, useState } from 'react';
import type { ShownFailure } from '../api/failure.ts';
import {
  connectAfterMs,
  GIVE_UP_MS,
  isAnotherPicture,
  nextTurn,
  stopAt,
  type TourShare,
  type TourStop,
} from './tour.rules.ts';

export type TourRun = {
  now: TourStop | undefined;
  /** Being connected, under what is shown. */
  next: TourStop | undefined;
  /** The next one's time has come; it is shown as soon as there is a picture of it. */
  isDue: boolean;
  /** Why what is shown is not at its preset. */
  notReached: ShownFailure | null;
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
  /** Sends its camera to its preset, for stops that have one; answers why it did not go. */
  reach: (stop: TourStop) => Promise<ShownFailure | null>;
};

type State = { turn: number; nextTurn: number | undefined; isDue: boolean };

export function useTour({ stops, share, canShow, reach }: Needs): TourRun {
  const [state, setState] = useState<State>({ turn: 0, nextTurn: undefined, isDue: false });
  const [isPaused, setPaused] = useState(false);
  const shown = useRef(new Set<string>());
  const now = stopAt(stops, share, state.turn);
  const next = state.nextTurn === undefined ? undefined : stopAt(stops, share, state.nextTurn);
  const latest = useRef({ stops, share, canShow, now });
  latest.current = { stops, share, canShow, now };
  const sending = useSending(reach);

  const connect = (from: number, step: 1 | -1, isDue: boolean) => {
    const { stops, share, canShow, now } = latest.current;
    const isAnother = (stop: TourStop) => isAnotherPicture(stop, now) && canShow(stop);
    const turn = nextTurn(stops, share, from, isAnother, step);
    setState((before) => ({ ...before, nextTurn: turn, isDue: turn !== undefined && isDue }));
  };
  const change = () => {
    shown.current.clear();
    sending.forgetAllBut(state.nextTurn ?? state.turn);
    setState(({ turn, nextTurn }) => ({ turn: nextTurn ?? turn, nextTurn: undefined, isDue: false }));
  };
  const { turn } = state;
  const isSameCamera = next !== undefined && next.cameraId === now?.cameraId;
  const isSent = state.nextTurn !== undefined && next !== undefined && sending.isSettled(state.nextTurn, next);

  // The next one is connected a while before its time, and due at its time.
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

  // What is shown already when its turn comes, as the first stop is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a turn
  useEffect(() => {
    if (now) sending.send(turn, now);
  }, [turn, now?.cameraId, now?.preset?.token]);

  // A camera that is shown now is not turned before its time is over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each that is connected
  useEffect(() => {
    if (next && state.nextTurn !== undefined && (!isSameCamera || state.isDue)) sending.send(state.nextTurn, next);
  }, [state.nextTurn, state.isDue]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when something becomes due, and when a tile shows
  useEffect(() => {
    if (!state.isDue || !next || !isSent) return;
    if (isSameCamera || shown.current.has(next.cameraId)) return change();
    const giveUp = setTimeout(() => connect(state.nextTurn ?? turn, 1, true), GIVE_UP_MS);
    return () => clearTimeout(giveUp);
  }, [state.isDue, state.nextTurn, isSent]);

  return {
    now,
    next,
    isDue: state.isDue,
    notReached: now?.preset ? sending.whyNot(turn) : null,
    isPaused,
    pause: () => {
      sending.forgetAllBut(turn);
      setState((before) => ({ ...before, nextTurn: undefined, isDue: false }));
      setPaused((before) => !before);
    },
    go: (step) => connect(turn, step, true),
    shows: (cameraId) => {
      if (cameraId === now?.cameraId) return;
      shown.current.add(cameraId);
      if (state.isDue && isSent && cameraId === next?.cameraId) change();
    },
  };
}

/** Each turn's camera is sent once; what came of it stays for as long as the turn is of interest. */
function useSending(reach: Needs['reach']) {
  const sent = useRef(new Set<number>());
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, ShownFailure | null>>(new Map());
  return {
    send: (turn: number, stop: TourStop) => {
      if (stop.preset === null || sent.current.has(turn)) return;
      sent.current.add(turn);
      void reach(stop).then((why) => {
        if (sent.current.has(turn)) setOutcomes((before) => new Map(before).set(turn, why));
      });
    },
    isSettled: (turn: number, stop: TourStop) => stop.preset === null || outcomes.has(turn),
    whyNot: (turn: number) => outcomes.get(turn) ?? null,
    forgetAllBut: (turn: number) => {
      for (const other of sent.current) if (other !== turn) sent.current.delete(other);
      setOutcomes((before) => new Map([...before].filter(([other]) => other === turn)));
    },
  };
}
