/** The report on paper: what was asked for, and every entry. */
import { useTranslation } from 'react-i18next';
import { Paper } from '../paper/Paper.tsx';
import { useSite } from '../realtime/site-store.ts';
import { useTimeText } from '../time/use-time-text.ts';
import { useJournalPeople } from './JournalFilters.tsx';
import type { Entry } from './journal-entry.rules.ts';
import type { JournalAsk } from './use-journal.ts';
import { useJournalRow } from './use-journal-row.ts';

type JournalReportProps = { ask: JournalAsk; entries: readonly Entry[]; onDone: () => void };

export function JournalReport({ ask, entries, onDone }: JournalReportProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const rowOf = useJournalRow();
  const filters = useFilterTexts()(ask);
  const range = [
    ask.fromMs !== undefined && t('audit.rangeFrom', { from: time.dateTime(ask.fromMs) }),
    ask.toMs !== undefined && t('audit.rangeTo', { to: time.dateTime(ask.toMs) }),
  ].filter((part) => part !== false);

  return (
    <Paper
      title={t('audit.reportTitle')}
      page="lying"
      facts={[
        [t('audit.reportRange'), range.join(' ') || t('audit.reportAll')],
        [t('audit.reportFilter'), filters.join('；') || t('audit.reportAll')],
        [t('audit.reportCount'), entries.length],
      ]}
      onDone={onDone}
    >
      <table>
        <thead>
          <tr>
            <th>{t('journal.seq')}</th>
            <th>{t('journal.time')}</th>
            <th>{t('journal.actor')}</th>
            <th>{t('journal.what')}</th>
            <th>{t('audit.address')}</th>
            <th>{t('audit.period')}</th>
            <th>{t('audit.duration')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const row = rowOf(entry);
            return (
              <tr key={entry.seq}>
                <td>{entry.seq}</td>
                <td>{row.time}</td>
                <td>{row.actor}</td>
                <td>{row.what}</td>
                <td>{row.address}</td>
                <td>{row.period}</td>
                <td>{row.duration}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Paper>
  );
}

function useFilterTexts(): (ask: JournalAsk) => string[] {
  const { t } = useTranslation();
  const { cameras, cameraGroups } = useSite();
  const people = useJournalPeople();
  return ({ personId, cameraId, groupId, action, kind, subject }) =>
    [
      personId && `${t('audit.person')}：${people.find(({ id }) => id === personId)?.name ?? personId}`,
      cameraId && `${t('audit.camera')}：${cameras.get(cameraId)?.name ?? cameraId}`,
      groupId && `${t('audit.group')}：${cameraGroups.get(groupId)?.name ?? groupId}`,
      action && `${t('audit.action')}：${t(`audit.actionName.${action}`)}`,
      kind && `${t('journal.kindLabel')}：${t(`journal.kind.${kind}`)}`,
      subject && `${t('journal.subject')}：${subject}`,
    ].filter((text): text is string => text !== undefined && text !== '');
}
