/** Entries of the record as rows: when, who, what, from where, and how long. A viewing is one row. */
import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './JournalPage.module.css';
import type { Entry } from './journal-entry.rules.ts';
import { useJournalRow } from './use-journal-row.ts';

type JournalTableProps = { entries: readonly Entry[]; chosenSeq: number | null; onChoose: (seq: number) => void };

export function JournalTable({ entries, chosenSeq, onChoose }: JournalTableProps) {
  const { t } = useTranslation();
  const rowOf = useJournalRow();
  return (
    <Table stickyHeader className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('journal.time')}</Table.Th>
          <Table.Th>{t('journal.actor')}</Table.Th>
          <Table.Th>{t('journal.kindLabel')}</Table.Th>
          <Table.Th className={classes.what}>{t('journal.what')}</Table.Th>
          <Table.Th>{t('audit.address')}</Table.Th>
          <Table.Th className={classes.number}>{t('audit.duration')}</Table.Th>
          <Table.Th className={classes.number}>{t('journal.seq')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => {
          const row = rowOf(entry);
          return (
            <Table.Tr
              key={entry.seq}
              data-chosen={entry.seq === chosenSeq}
              data-kind={entry.kind}
              onClick={() => onChoose(entry.seq)}
            >
              <Table.Td>{row.time}</Table.Td>
              <Table.Td>{row.actor}</Table.Td>
              <Table.Td>{row.kind}</Table.Td>
              <Table.Td className={classes.what}>
                <button type="button" aria-pressed={entry.seq === chosenSeq}>
                  {row.what}
                </button>
              </Table.Td>
              <Table.Td className={classes.faint}>{row.address}</Table.Td>
              <Table.Td className={classes.number}>{row.duration}</Table.Td>
              <Table.Td className={classes.number}>{entry.seq}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
