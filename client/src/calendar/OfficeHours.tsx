/** The days of the week that are worked, and the hours of such a day. */
import { ActionIcon, Button, Chip, Group, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkCalendar } from '../../../config/contract/calendar.ts';
import { unitMs } from '../../../config/contract/working-time.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import { WEEKDAYS } from './day-kind.rules.ts';
import { readHours } from './office-hours.rules.ts';
import classes from './WorkCalendar.module.css';
import { useChangeCalendar } from './work-calendar.ts';

const MOST_SPANS = 6;

export function OfficeHours({ calendar }: { calendar: WorkCalendar }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const mayConfigure = useMay('calendar.configure');
  const [days, setDays] = useState(calendar.workDays.map(String));
  const [spans, setSpans] = useState(() => calendar.officeHours.map((hours, key) => ({ ...hours, key })));
  const save = useChangeCalendar();
  const hours = readHours(spans.map(({ from, to }) => ({ from, to })));
  const mistake = typeof hours === 'string' ? hours : days.length === 0 ? 'noDay' : undefined;
  const wish = { officeHours: typeof hours === 'string' ? [] : hours, workDays: days.map(Number).toSorted() };
  const { officeHours, workDays } = calendar;
  const isChanged = JSON.stringify(wish) !== JSON.stringify({ officeHours, workDays });
  const set = (key: number, change: { from?: string; to?: string }) =>
    setSpans(spans.map((span) => (span.key === key ? { ...span, ...change } : span)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!mistake) save.mutate(wish);
  };
  return (
    <form className={classes.hours} onSubmit={submit} aria-label={t('calendar.officeHours')}>
      <h3>{t('calendar.officeHours')}</h3>
      <Chip.Group multiple value={days} onChange={setDays}>
        <Group gap={6} role="group" aria-label={t('calendar.workDays')}>
          {WEEKDAYS.map((day, index) => (
            <Chip key={day} value={String(index + 1)} size="xs" disabled={!mayConfigure}>
              {t(`calendar.weekday.${day}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {spans.map(({ key, from, to }) => (
        <div key={key} className={classes.span}>
          <TextInput
            placeholder="HH:MM"
            maxLength={5}
            autoComplete="off"
            aria-label={t('calendar.from')}
            readOnly={!mayConfigure}
            value={from}
            onChange={(event) => set(key, { from: event.currentTarget.value })}
          />
          <span>{t('calendar.until')}</span>
          <TextInput
            placeholder="HH:MM"
            maxLength={5}
            autoComplete="off"
            aria-label={t('calendar.to')}
            readOnly={!mayConfigure}
            value={to}
            onChange={(event) => set(key, { to: event.currentTarget.value })}
          />
          {mayConfigure && (
            <ActionIcon
              aria-label={t('calendar.removeSpan')}
              title={t('calendar.removeSpan')}
              disabled={spans.length === 1}
              onClick={() => setSpans(spans.filter((span) => span.key !== key))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      <p className={classes.hint} {...(mistake && { role: 'alert', 'data-mistake': mistake })}>
        {mistake
          ? t(`calendar.mistake.${mistake}`)
          : t('calendar.dayLength', { hours: unitMs('workDay', wish) / 3_600_000 })}
      </p>
      {save.error && <FailureNotice failure={failureOf(save.error)} />}
      {mayConfigure && (
        <Group justify="space-between">
          <Button
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            disabled={spans.length >= MOST_SPANS}
            onClick={() =>
              setSpans([...spans, { from: '', to: '', key: Math.max(...spans.map(({ key }) => key)) + 1 }])
            }
          >
            {t('calendar.addSpan')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!canAct || mistake !== undefined || !isChanged}>
            {t('act.save')}
          </Button>
        </Group>
      )}
    </form>
  );
}
