/** The month as a sheet: a dot on every day that has recordings of the chosen cameras. */
import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf, monthAfter } from '../../../config/contract/site-day.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { useCommands } from '../commands/use-commands.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { serverNowMs } from '../realtime/connection-store.ts';
import { useSiteProfile } from '../session/session.ts';
import classes from './MonthCalendar.module.css';
import { nearestDay, weeksOf } from './month.rules.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const LOOK_AGAIN_MS = 60_000;

type MonthCalendarProps = { cameraIds: readonly string[]; day: string; onPick: (day: string) => void };

export function MonthCalendar({ cameraIds, day, onPick }: MonthCalendarProps) {
  const { t } = useTranslation();
  const { timeZone } = useSiteProfile();
  const [month, setMonth] = useState(day.slice(0, 7));
  useEffect(() => setMonth(day.slice(0, 7)), [day]);
  const { data, error, isPending } = useRecordedDays(cameraIds, month);
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
                data-shown={each === day}
                data-today={each === today}
                disabled={each > today}
                aria-current={each === day ? 'date' : undefined}
                data-day={each}
                onClick={() => onPick(each)}
              >
                {Number(each.slice(8))}
                <VisuallyHidden>
                  {t(counts.has(each) ? 'playback.dayRecorded' : 'playback.dayEmpty', {
                    count: counts.get(each) ?? 0,
                  })}
                </VisuallyHidden>
              </button>
            ),
          )}
      </div>
      {error && !data && <FailureNotice failure={failureOf(error)} />}
      {data?.length === 0 && <p className={classes.none}>{t('playback.nothingThatMonth')}</p>}
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

/** The nearest days with recordings before and after, within that month and the ones beside it. */
export function useNeighbourDays(cameraIds: readonly string[], day: string) {
  const month = day.slice(0, 7);
  const before = useRecordedDays(cameraIds, monthAfter(month, -1)).data ?? [];
  const here = useRecordedDays(cameraIds, month).data ?? [];
  const after = useRecordedDays(cameraIds, monthAfter(month, 1)).data ?? [];
  const days = [...before, ...here, ...after];
  return { before: nearestDay(days, day, -1), after: nearestDay(days, day, 1) };
}
