/** What there is of the chosen cameras on the days that are looked at: stretches, locks, alerts and incidents. */
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordingEvents } from '../../../config/contract/playback.ts';
import type { RecordedSpan, RecordingLock } from '../../../config/contract/recording.ts';
import { daySpan } from '../../../config/contract/site-day.ts';
import { api } from '../api/api.ts';
import { EVENTS_STAY_MS, eventsOfDay } from './event-search.ts';
import { RECORDINGS_KEY } from './playback-keys.ts';
import { grown } from './recorded.rules.ts';
import { joined } from './timeline.rules.ts';

/** Today's grows while one looks at it. */
const LOOK_AGAIN_MS = 6_000;

export type Recorded = {
  cameraId: string;
  spans: readonly RecordedSpan[];
  /** Of these, what has sound. */
  sounding: readonly RecordedSpan[];
  locks: readonly RecordingLock[];
  /** Of every day that was asked for. */
  isKnown: boolean;
  error: unknown;
};

export function useRecorded(
  cameraIds: readonly string[],
  days: readonly string[],
  today: string,
  timeZone: string,
): Recorded[] {
  const asked = cameraIds.flatMap((cameraId) => days.map((day) => ({ cameraId, day })));
  const answers = useQueries({
    queries: asked.map(({ cameraId, day }) => ({
      queryKey: [...RECORDINGS_KEY, cameraId, day],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api('GET /api/recordings', { query: { cameraId, ...daySpan(day, timeZone) }, signal }),
      refetchInterval: day === today ? LOOK_AGAIN_MS : (false as const),
    })),
  });
  const signature = answers.map(({ dataUpdatedAt, errorUpdatedAt }) => `${dataUpdatedAt} ${errorUpdatedAt}`).join();
  const shape = asked.map(({ cameraId, day }) => `${cameraId} ${day}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answers are new objects each time; the signature says when they are others
  return useMemo(
    () =>
      cameraIds.map((cameraId) => {
        const mine = answers.filter((_, index) => asked[index]?.cameraId === cameraId);
        const spans = mine.flatMap(({ data, dataUpdatedAt }) => grown(data?.spans ?? [], dataUpdatedAt));
        const sounding = mine.flatMap(({ data, dataUpdatedAt }) => grown(data?.sounding ?? [], dataUpdatedAt));
        const locks = new Map(mine.flatMap(({ data }) => data?.locks ?? []).map((lock) => [lock.id, lock]));
        return {
          cameraId,
          spans: joined(spans),
          sounding: joined(sounding),
          locks: [...locks.values()],
          isKnown: mine.every(({ data }) => data !== undefined),
          error: mine.find(({ error }) => error)?.error ?? null,
        };
      }),
    [signature, shape],
  );
}

/** A recorder is not asked more often. */
const ASK_RECORDER_MS = 60_000;

export type Held = {
  cameraId: string;
  spans: readonly RecordedSpan[];
  hasRecorder: boolean;
  isAnswered: boolean;
  error: unknown;
};

/** What recorders hold of cameras that have one, by the camera. */
export function useHeld(
  cameraIds: readonly string[],
  days: readonly string[],
  timeZone: string,
): ReadonlyMap<string, Held> {
  const asked = cameraIds.flatMap((cameraId) => days.map((day) => ({ cameraId, day })));
  const answers = useQueries({
    queries: asked.map(({ cameraId, day }) => ({
      queryKey: ['recorder', cameraId, day],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api('GET /api/recordings/recorder', { query: { cameraId, ...daySpan(day, timeZone) }, signal }),
      refetchInterval: ASK_RECORDER_MS,
      staleTime: ASK_RECORDER_MS,
      retry: false as const,
    })),
  });
  const signature = answers.map(({ dataUpdatedAt, errorUpdatedAt }) => `${dataUpdatedAt} ${errorUpdatedAt}`).join();
  const shape = asked.map(({ cameraId, day }) => `${cameraId} ${day}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answers are new objects each time; the signature says when they are others
  return useMemo(
    () =>
      new Map(
        cameraIds.map((cameraId) => {
          const mine = answers.filter((_, index) => asked[index]?.cameraId === cameraId);
          return [
            cameraId,
            {
              cameraId,
              spans: joined(mine.flatMap(({ data }) => data?.spans ?? [])),
              hasRecorder: mine.some(({ data }) => data?.hasRecorder),
              isAnswered: mine.every(({ data, error }) => data !== undefined || error !== null),
              error: mine.find(({ error }) => error)?.error ?? null,
            },
          ];
        }),
      ),
    [signature, shape],
  );
}

export function useRecordedEvents(
  cameraIds: readonly string[],
  days: readonly string[],
  timeZone: string,
): RecordingEvents {
  const ids = cameraIds.join();
  const answers = useQueries({
    queries: days.map((day) => ({
      ...eventsOfDay(ids, day, timeZone),
      refetchInterval: EVENTS_STAY_MS,
      enabled: ids !== '',
    })),
  });
  const signature = answers.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answers are new objects each time; the signature says when they are others
  return useMemo(() => {
    const all = answers.flatMap(({ data }) => data ?? []);
    // What lasted past midnight is told for both days.
    const alerts = new Map(all.flatMap((each) => each.alerts).map((alert) => [alert.id, alert]));
    return { alerts: [...alerts.values()], incidents: all.flatMap(({ incidents }) => incidents) };
  }, [signature, ids]);
}
