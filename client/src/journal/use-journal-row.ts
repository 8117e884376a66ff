/** One entry as the row of a table, on the screen, on paper and in a file alike. */
import { useTranslation } from 'react-i18next';
import { useTimeText } from '../time/use-time-text.ts';
import { addressOf, type Entry, exactDuration, viewingOf } from './journal-entry.rules.ts';
import { useEntryText } from './use-entry-text.ts';

export type JournalRow = Record<'time' | 'actor' | 'kind' | 'what' | 'address' | 'period' | 'duration', string>;

export function useJournalRow(): (entry: Entry) => JournalRow {
  const { t } = useTranslation();
  const time = useTimeText();
  const textOf = useEntryText();
  return (entry) => {
    const viewing = viewingOf(entry);
    const from = viewing ? time.dateTime(viewing.startedAtMs) : '';
    const to = viewing?.endedAtMs == null ? t('audit.still') : time.clock(viewing.endedAtMs);
    return {
      time: time.dateTime(entry.atMs),
      actor: entry.actor.personId === null && entry.kind !== 'signIn' ? t('journal.system') : entry.actor.name,
      kind: t(`journal.kind.${entry.kind}`),
      what: textOf(entry),
      address: addressOf(entry),
      period: viewing ? `${from} – ${to}` : '',
      duration: viewing?.endedAtMs == null ? '' : exactDuration(viewing.endedAtMs - viewing.startedAtMs),
    };
  };
}
