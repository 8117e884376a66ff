/** What there is of the chosen cameras on the days that are looked at: stretches, locks, alerts and incidents. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordingEvents } from '../../../config/contract/playback.ts';
import type { RecordedSpan, RecordingLock } from '../../../config/contract/recording.ts';
import { daySpan } from '../../../config/contract/site-day.ts';
import { api } from '../api/api.ts';
import { grown } from './recorded.rules.ts';
import { joined } from './timeline.rules.ts';

export const RECORDINGS_KEY = 'recordings';
/** Today's grows while one looks at it. */
const LOOK_AGAIN_MS = 6_000;

export type Recorded = {
  cameraId: string;
  spans: readonly RecordedSpan[];
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
      queryKey: [RECORDINGS_KEY, cameraId, day],
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
        const locks = new Map(mine.flatMap(({ data }) => data?.locks ?? []).map((lock) => [lock.id, lock]));
        return {
          cameraId,
          spans: joined(spans),
          locks: [...locks.values()],
          isKnown: mine.every(({ data }) => data !== undefined),
          error: mine.find(({ error }) => error)?.error ?? null,
        };
      }),
    [signature, shape],
  );
}

const NOTHING: RecordingEvents = { alerts: [], incidents: [] };

export function useRecordedEvents(
  cameraIds: readonly string[],
  days: readonly string[],
  timeZone: string,
): RecordingEvents {
  const range = days.map((day) => daySpan(day, timeZone));
  const fromMs = Math.min(...range.map((span) => span.fromMs));
  const toMs = Math.max(...range.map((span) => span.toMs));
  const { data } = useQuery({
    queryKey: ['recordingEvents', cameraIds.join(), fromMs, toMs],
    queryFn: ({ signal }) =>
      api('GET /api/recordings/events', { query: { cameraIds: cameraIds.join(), fromMs, toMs }, signal }),
    refetchInterval: LOOK_AGAIN_MS,
    enabled: cameraIds.length > 0 && days.length > 0,
    placeholderData: (before) => before,
  });
  return data ?? NOTHING;
}
