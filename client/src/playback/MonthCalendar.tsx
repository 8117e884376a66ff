/** The month as a sheet: a dot on every day that has recordings of the chosen cameras, a ring where only their recorders may have some. */
import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordedSpan, RecorderReach } from '../../../config/contract/recording.ts';
import { dayOf, monthAfter } from '../../../config/contract/site-day.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { useCommands } from '../commands/use-commands.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { serverNowMs } from '../realtime/connection-store.ts';
import { useSiteProfile } from '../session/session.ts';
import classes from './MonthCalendar.module.css';
import { nearestDay, reachedDays, weeksOf } from './month.rules.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const LOOK_AGAIN_MS = 60_000;
/** What a recorder overwrites meanwhile is a day of many. */
const REACH_STAYS_MS = 600_000;

type MonthCalendarProps = { cameraIds: readonly string[]; day: string; onPick: (day: string) => void };

export function MonthCalendar({ cameraIds, day, onPick }: MonthCalendarProps) {
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  const [month, setMonth] = useState(day.slice(0, 7));
  useEffect(() => setMonth(day.slice(0, 7)), [day]);
  const { data, error, isPending } = useRecordedDays(cameraIds, month);
  const reaches = useReaches(cameraIds);
  const held = useMemo(() => new Set(reachedDays(reaches, month, timeZone)), [reaches, month, timeZone]);
  const today = dayOf(serverNowMs(), timeZone);
  const sheet = useRef<HTMLDivElement>(null);
  useCommands([
    {
      id: 'playback.calendar',
      group: 'playback',
      label: t('playback.toCalendar'),
      keys: ['d'],
      run: () => {
        // The day that is shown may be in another month than the sheet.
        const days = [...(sheet.current?.querySelectorAll<HTMLElement>('[data-day]') ?? [])];
        (days.find((each) => each.dataset.shown === 'true') ?? days[0])?.focus();
      },
    },
  ]);
  const counts = new Map(data?.map((each) => [each.day, each.cameraCount]));
  const said = (each: string) => {
    if (counts.has(each)) return t('playback.dayRecorded', { count: counts.get(each) });
    return t(held.has(each) ? 'playback.dayHeld' : 'playback.dayEmpty');
  };

  return (
    <section className={classes.calendar} aria-label={t('playback.calendar')}>
      <header>
        <ActionIcon aria-label={t('playback.monthBefore')} onClick={() => setMonth(monthAfter(month, -1))}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <strong>{t('playback.month', { year: month.slice(0, 4), month: month.slice(5) })}</strong>
        <ActionIcon
          aria-label={t('playback.monthAfter')}
          disabled={month >= today.slice(0, 7)}
          onClick={() => setMonth(monthAfter(month, 1))}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
      </header>
      <div ref={sheet} className={classes.sheet} data-pending={isPending && cameraIds.length > 0}>
        {WEEKDAYS.map((weekday) => (
          <span key={weekday} className={classes.weekday}>
            {t(`playback.weekday.${weekday}`)}
          </span>
        ))}
        {weeksOf(month)
          .flat()
          .map((each, place) =>
            each === null ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is nothing but its place
              <span key={`empty ${place}`} />
            ) : (
              <button
                key={each}
                type="button"
                className={classes.day}
                data-recorded={counts.has(each)}
                data-held={held.has(each)}
                data-shown={each === day}
                data-today={each === today}
                disabled={each > today}
                aria-current={each === day ? 'date' : undefined}
                data-day={each}
                onClick={() => onPick(each)}
              >
                {Number(each.slice(8))}
                <VisuallyHidden>{said(each)}</VisuallyHidden>
              </button>
            ),
          )}
      </div>
      {error && !data && <FailureNotice failure={failureOf(error)} />}
      {data?.length === 0 && held.size === 0 && <p className={classes.none}>{t('playback.nothingThatMonth')}</p>}
    </section>
  );
}

function useRecordedDays(cameraIds: readonly string[], month: string) {
  return useQuery({
    queryKey: ['recordedDays', cameraIds.join(), month],
    queryFn: ({ signal }) => api('GET /api/recordings/days', { query: { cameraIds: cameraIds.join(), month }, signal }),
    enabled: cameraIds.length > 0,
    refetchInterval: LOOK_AGAIN_MS,
    placeholderData: (before, asked) => (asked?.queryKey[2] === month ? before : undefined),
  });
}

/** From when to when the recorders of these cameras hold something; of those that have one and answer. The same until one of them tells something else. */
function useReaches(cameraIds: readonly string[]): RecordedSpan[] {
  return useQueries({
    queries: cameraIds.map((cameraId) => ({
      queryKey: ['recorderReach', cameraId],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api('GET /api/recordings/recorder-reach', { query: { cameraId }, signal }),
      staleTime: REACH_STAYS_MS,
      refetchInterval: REACH_STAYS_MS,
      retry: false as const,
    })),
    combine: reachesOf,
  });
}

function reachesOf(answers: readonly { data: RecorderReach | undefined }[]): RecordedSpan[] {
  return answers.flatMap(({ data }) => data?.reach ?? []);
}

/** The nearest days with recordings before and after, ours or a recorder's, within that month and the ones beside it. */
export function useNeighbourDays(cameraIds: readonly string[], day: string) {
  const { timeZone } = useSiteProfile();
  const month = day.slice(0, 7);
  const months = [monthAfter(month, -1), month, monthAfter(month, 1)] as const;
  const before = useRecordedDays(cameraIds, months[0]).data ?? [];
  const here = useRecordedDays(cameraIds, months[1]).data ?? [];
  const after = useRecordedDays(cameraIds, months[2]).data ?? [];
  const reaches = useReaches(cameraIds);
  const recorded = [before, here, after].flat().map((each) => each.day);
  const held = months.flatMap((each) => reachedDays(reaches, each, timeZone));
  const days = [...recorded, ...held].toSorted();
  return { before: nearestDay(days, day, -1), after: nearestDay(days, day, 1) };
}
