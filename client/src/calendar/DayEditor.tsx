/** One day: as its weekday has it, off, or worked instead; and why. */
import { Button, CloseButton, Group, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWorkday, type WorkCalendar } from '../../../config/contract/calendar.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useMay } from '../session/session.ts';
import { dayKind, weekdayName } from './day-kind.rules.ts';
import classes from './WorkCalendar.module.css';
import { useChangeCalendar } from './work-calendar.ts';

type Choice = 'usual' | 'holiday' | 'workday';

export function DayEditor({ day, calendar, onClose }: { day: string; calendar: WorkCalendar; onClose: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const mayConfigure = useMay('calendar.configure');
  const now = dayKind(day, calendar);
  const [choice, setChoice] = useState<Choice>(now.kind === 'holiday' || now.kind === 'workday' ? now.kind : 'usual');
  const [name, setName] = useState(now.name);
  const save = useChangeCalendar(() => onClose());
  const usual = isWorkday(day, { ...calendar, exceptions: [] }) ? 'work' : 'rest';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(choice === 'usual' ? { clearedDays: [day] } : { days: [{ day, kind: choice, name: name.trim() }] });
  };
  const weekday = t(`calendar.weekday.${weekdayName(day)}`);
  return (
    <form className={classes.editor} onSubmit={submit} aria-label={t('calendar.dayOf', { day })}>
      <header>
        <strong>{day}</strong> <span>{weekday}</span>
        <CloseButton size="sm" aria-label={t('act.close')} onClick={onClose} />
      </header>
      {mayConfigure ? (
        <>
          <SegmentedControl
            fullWidth
            aria-label={t('calendar.dayIs')}
            value={choice}
            onChange={(value) => setChoice(value === 'holiday' || value === 'workday' ? value : 'usual')}
            data={[
              { value: 'usual', label: t('calendar.usual', { kind: t(`calendar.kind.${usual}`) }) },
              { value: 'holiday', label: t('calendar.kind.holiday') },
              { value: 'workday', label: t('calendar.kind.workday') },
            ]}
          />
          <TextInput
            label={t('calendar.name')}
            placeholder={t('calendar.nameHint')}
            maxLength={40}
            disabled={choice === 'usual'}
            value={choice === 'usual' ? '' : name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {save.error && <FailureNotice failure={failureOf(save.error)} />}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!canAct}>
              {t('act.save')}
            </Button>
          </Group>
        </>
      ) : (
        <p>{[t(`calendar.kind.${now.kind}`), now.name].filter(Boolean).join(' · ')}</p>
      )}
    </form>
  );
}
