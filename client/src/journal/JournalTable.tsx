/** Entries of the record as rows: when, who, what kind, and what happened in a line. */
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTimeText } from '../time/use-time-text.ts';
import classes from './JournalPage.module.css';
import type { Entry } from './journal-entry.rules.ts';
import { useEntryText } from './use-entry-text.ts';

type JournalTableProps = { entries: readonly Entry[]; chosenSeq: number | null; onChoose: (seq: number) => void };

export function JournalTable({ entries, chosenSeq, onChoose }: JournalTableProps) {
  const { t } = useTranslation();
  const time = useTimeText();
  const textOf = useEntryText();
  return (
    <Table stickyHeader className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('journal.time')}</Table.Th>
          <Table.Th>{t('journal.actor')}</Table.Th>
          <Table.Th>{t('journal.kindLabel')}</Table.Th>
          <Table.Th className={classes.what}>{t('journal.what')}</Table.Th>
          <Table.Th className={classes.number}>{t('journal.seq')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr
            key={entry.seq}
            data-chosen={entry.seq === chosenSeq}
            data-kind={entry.kind}
            onClick={() => onChoose(entry.seq)}
          >
            <Table.Td>{time.dateTime(entry.atMs)}</Table.Td>
            <Table.Td>{entry.actor.personId === null ? t('journal.system') : entry.actor.name}</Table.Td>
            <Table.Td>{t(`journal.kind.${entry.kind}`)}</Table.Td>
            <Table.Td className={classes.what}>
              <button type="button" aria-pressed={entry.seq === chosenSeq}>
                {textOf(entry)}
              </button>
            </Table.Td>
            <Table.Td className={classes.number}>{entry.seq}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
