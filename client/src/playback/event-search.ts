/** Looks for an alert or an incident beyond the days that are shown. */
import type { RecordingEvents } from '../../../config/contract/playback.ts';
import { dayOf, daySpan } from '../../../config/contract/site-day.ts';
import { api } from '../api/api.ts';
import { queryClient } from '../app/query-client.ts';
import { eventFrom } from './playback-clock.rules.ts';

const DAY_MS = 86_400_000;
/** As long as recordings are kept where nobody says otherwise. */
export const SEARCHED_DAYS = 30;
/** Today's grow while one looks at them. */
export const EVENTS_STAY_MS = 6_000;

/** The events of a day, as a query that the shown days share. */
export function eventsOfDay(cameraIds: string, day: string, timeZone: string) {
  return {
    queryKey: ['recordingEvents', cameraIds, day],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api('GET /api/recordings/events', { query: { cameraIds, ...daySpan(day, timeZone) }, signal }),
  };
}

export function timesOf({ alerts, incidents }: RecordingEvents): number[] {
  return [...alerts.map(({ raisedAtMs }) => raisedAtMs), ...incidents.map(({ reportedAtMs }) => reportedAtMs)];
}

type Search = {
  cameraIds: readonly string[];
  atMs: number;
  direction: 1 | -1;
  timeZone: string;
  nowMs: number;
};

/** The nearest one's moment, a day after the other; undefined where there is none within a month. Errors: those of the server. */
export async function searchEvent({
  cameraIds,
  atMs,
  direction,
  timeZone,
  nowMs,
}: Search): Promise<number | undefined> {
  if (cameraIds.length === 0) return undefined;
  for (let away = 0; away <= SEARCHED_DAYS; away += 1) {
    const lookedAtMs = atMs + direction * away * DAY_MS;
    if (lookedAtMs - DAY_MS > nowMs) return undefined;
    const day = eventsOfDay(cameraIds.join(), dayOf(lookedAtMs, timeZone), timeZone);
    const found = eventFrom(
      atMs,
      timesOf(await queryClient.fetchQuery({ ...day, staleTime: EVENTS_STAY_MS })),
      direction,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
