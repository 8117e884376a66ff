/** Holidays pasted or from a file: shown as they were understood, and entered only when somebody agrees. */
import { Button, FileButton, Group, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkCalendar } from '../../../config/contract/calendar.ts';
import { failureOf } from '../api/failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { weekdayName } from './day-kind.rules.ts';
import { readDayList } from './day-list.rules.ts';
import classes from './WorkCalendar.module.css';
import { useChangeCalendar } from './work-calendar.ts';

const MOST_BYTES = 200_000;

type ImportDaysProps = { year: number; calendar: WorkCalendar; onDone: () => void };

export function ImportDays({ year, calendar, onDone }: ImportDaysProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [text, setText] = useState('');
  const [isTooLarge, setTooLarge] = useState(false);
  const { days, unread } = readDayList(text, year);
  const known = new Map(calendar.exceptions.map((each) => [each.day, each]));
  const isSame = (day: (typeof days)[number]) =>
    known.get(day.day)?.kind === day.kind && known.get(day.day)?.name === day.name;
  const changed = days.filter((day) => !isSame(day));
  const save = useChangeCalendar((done) => {
    notifications.show({ message: t('calendar.imported', { count: done.days?.length ?? 0 }) });
    onDone();
  });
  const open = async (file: File | null) => {
    if (!file) return;
    setTooLarge(file.size > MOST_BYTES);
    if (file.size <= MOST_BYTES) setText(decode(await file.arrayBuffer()));
  };
  return (
    <section className={classes.import}>
      <p className={classes.hint}>{t('calendar.importHint', { year })}</p>
      <Textarea
        aria-label={t('calendar.importText')}
        placeholder={t('calendar.importExample')}
        data-autofocus
        rows={9}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <FileButton accept=".csv,.txt" onChange={(file) => void open(file)}>
        {(props) => (
          <Button variant="default" className={classes.file} leftSection={<IconFileUpload size={16} />} {...props}>
            {t('calendar.importFile')}
          </Button>
        )}
      </FileButton>
      {isTooLarge && <p role="alert">{t('calendar.tooLarge', { kilobytes: MOST_BYTES / 1_000 })}</p>}
      {days.length > 0 && (
        <ul className={classes.understood} aria-label={t('calendar.understood')}>
          {days.map((day) => (
            <li key={day.day} data-kind={day.kind} data-same={isSame(day)}>
              <i aria-hidden>{t(`calendar.mark.${day.kind}`)}</i>
              {day.day} {t(`calendar.weekday.${weekdayName(day.day)}`)}
              <b>{day.name || t(`calendar.kind.${day.kind}`)}</b>
              {isSame(day) && <small>{t('calendar.same')}</small>}
            </li>
          ))}
        </ul>
      )}
      {unread.length > 0 && (
        <ul className={classes.unread} aria-label={t('calendar.unread')}>
          {unread.map(({ line, text: said, why }) => (
            <li key={`${line} ${said} ${why}`}>
              <b>{t('calendar.line', { line })}</b> {t(`calendar.why.${why}`)} <q>{said}</q>
            </li>
          ))}
        </ul>
      )}
      {save.error && <FailureNotice failure={failureOf(save.error)} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('act.cancel')}
        </Button>
        <Button
          loading={save.isPending}
          disabled={!canAct || changed.length === 0}
          onClick={() => save.mutate({ days: changed })}
        >
          {t('calendar.take', { count: changed.length })}
        </Button>
      </Group>
    </section>
  );
}

/** Offices save CSV as GB 18030 as often as not. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
