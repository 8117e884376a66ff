/** Takes what is asked for out of the system, as a file or on paper. Either is on record before it is there. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileTypeCsv, IconPlayerStop, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { saveCsv } from '../kit/save-file.ts';
import { sayFailure } from '../kit/say-failure.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { JournalReport } from './JournalReport.tsx';
import type { Entry } from './journal-entry.rules.ts';
import { type JournalAsk, readWholeJournal } from './use-journal.ts';
import { type JournalRow, useJournalRow } from './use-journal-row.ts';

/** More would be a book. */
const MOST_PRINTED = 5_000;
const COLUMNS = [
  'time',
  'actor',
  'kind',
  'what',
  'address',
  'period',
  'duration',
] as const satisfies (keyof JournalRow)[];

export function TakeOut({ ask }: { ask: JournalAsk }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const rowOf = useJournalRow();
  const [count, setCount] = useState<number | null>(null);
  const [printed, setPrinted] = useState<Entry[] | null>(null);
  const reading = useRef<AbortController>(null);
  useEffect(() => () => reading.current?.abort(), []);

  const read = async (what: 'exported' | 'printed', take: (entries: Entry[]) => void) => {
    const controller = new AbortController();
    reading.current = controller;
    const limit = what === 'printed' ? MOST_PRINTED : Number.POSITIVE_INFINITY;
    setCount(0);
    try {
      const entries = await readWholeJournal(ask, { onCount: setCount, signal: controller.signal, limit });
      if (entries.length === 0) return notifications.show({ message: t('audit.nothing') });
      if (entries.length > limit) return notifications.show({ message: t('audit.tooMany', { limit }) });
      await api('POST /api/journal/readings', { body: { what, filter: ask, rowCount: entries.length } });
      take(entries);
    } catch (thrown) {
      if (!controller.signal.aborted) sayFailure(thrown);
    } finally {
      setCount(null);
    }
  };
  const takeCsv = (entries: Entry[]) => {
    const head = [
      t('journal.seq'),
      ...[t('journal.time'), t('journal.actor'), t('journal.kindLabel'), t('journal.what')],
      ...[t('audit.address'), t('audit.period'), t('audit.duration')],
    ];
    const rows = entries.map((entry) => {
      const row = rowOf(entry);
      return [entry.seq, ...COLUMNS.map((column) => row[column])];
    });
    saveCsv([head, ...rows], t('journal.title'));
    notifications.show({ message: t('audit.exported', { count: entries.length }) });
  };

  if (count !== null) {
    return (
      <>
        <span role="status">{t('audit.reading', { count })}</span>
        <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => reading.current?.abort()}>
          {t('audit.stop')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileTypeCsv size={16} />}
        disabled={!canAct}
        onClick={() => void read('exported', takeCsv)}
      >
        {t('audit.export')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} />}
        disabled={!canAct}
        onClick={() => void read('printed', setPrinted)}
      >
        {t('audit.print')}
      </Button>
      {printed && <JournalReport ask={ask} entries={printed} onDone={() => setPrinted(null)} />}
    </>
  );
}
