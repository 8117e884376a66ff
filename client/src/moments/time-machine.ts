/** The time machine: which past moment the console shows, read from the journal, and how it runs on. */
import { create } from 'zustand';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import { api } from '../api/api.ts';
import { serverNowMs } from '../realtime/connection-store.ts';
import { byId } from '../realtime/site.rules.ts';
import { useSite } from '../realtime/site-store.ts';
import { type Reach, runFrom, type Speed } from './moment.rules.ts';

type Machine = {
  isOpen: boolean;
  isReading: boolean;
  failure: unknown;
  reach: Reach;
  speed: Speed;
  isRunning: boolean;
  /** The last entry that is shown. */
  seq: number;
};

const AN_HOUR_MS = 3_600_000;

export const useTimeMachine = create<Machine>()(() => ({
  ...{ isOpen: false, isReading: false, failure: null, isRunning: false, seq: 0 },
  ...{ reach: 24, speed: 60 },
}));

let asked = new AbortController();

export function openTimeMachine(): void {
  useTimeMachine.setState({ isOpen: true });
  void goTo(serverNowMs() - AN_HOUR_MS);
}

export function closeTimeMachine(): void {
  asked.abort();
  useTimeMachine.setState({ isOpen: false, isReading: false, isRunning: false, failure: null });
  useSite.getState().showNow();
}

/** The last one asked for wins. */
export async function goTo(atMs: number): Promise<void> {
  asked.abort();
  asked = new AbortController();
  const { signal } = asked;
  useTimeMachine.setState({ isReading: true, failure: null });
  try {
    const moment = await api('GET /api/moments', {
      query: { atMs: Math.round(Math.min(atMs, serverNowMs())) },
      signal,
    });
    if (signal.aborted) return;
    const { incidents, alerts, grids, units } = moment;
    const past = { incidents: byId(incidents), alerts: byId(alerts), grids: byId(grids), units: byId(units) };
    useSite.getState().showMoment(moment.atMs, past, moment.duty);
    useTimeMachine.setState({ seq: moment.seq, isReading: false });
  } catch (failure) {
    if (!signal.aborted) useTimeMachine.setState({ isReading: false, isRunning: false, failure });
  }
}

/** One step of running on; comes back to the present where it catches up with it. */
export async function runOn(passedMs: number): Promise<void> {
  const { seq, speed, isReading } = useTimeMachine.getState();
  const { momentMs } = useSite.getState();
  if (momentMs === null || isReading) return;
  const untilMs = runFrom(momentMs, { speed, passedMs, nowMs: serverNowMs() });
  if (untilMs === null) return closeTimeMachine();
  const { signal } = asked;
  try {
    const told = await api('GET /api/moments/entries', {
      query: { afterSeq: seq, untilMs: Math.round(untilMs) },
      signal,
    });
    if (signal.aborted || !useTimeMachine.getState().isRunning) return;
    if (!told.complete) return goTo(untilMs);
    // The bodies are of the kinds the server names in a moment.
    useSite.getState().runTo(untilMs, told.entries as JournalEntry[], told.duty);
    useTimeMachine.setState({ seq: told.seq });
  } catch (failure) {
    if (!signal.aborted) useTimeMachine.setState({ isRunning: false, failure });
  }
}
