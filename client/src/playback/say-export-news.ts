/** What became of an export as a passing message, and every list of exports and locks made new. */
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import type { Person } from '../../../config/contract/person.ts';
import { queryClient } from '../app/query-client.ts';
import { exportNews } from './export-news.rules.ts';
import { EXPORTS_KEY, LOCKS_KEY, RECORDINGS_KEY } from './playback-keys.ts';

export function sayExportNews(entry: JournalEntry, person: Person): void {
  if (entry.kind === 'recordingLock') {
    void queryClient.invalidateQueries({ queryKey: LOCKS_KEY });
    void queryClient.invalidateQueries({ queryKey: RECORDINGS_KEY });
  }
  if (entry.kind !== 'recordingExport') return;
  void queryClient.invalidateQueries({ queryKey: EXPORTS_KEY });
  const news = exportNews(entry.body, person);
  if (!news) return;
  notifications.show({
    id: entry.subject,
    title: i18next.t(`playback.news.${news}`),
    message: `${entry.body.by.name} · ${entry.body.reason}`,
    color: news === 'refused' || news === 'failed' ? 'yellow' : 'accent',
    autoClose: 8_000,
    withCloseButton: true,
  });
}
