/** Every row of the sheet: what becomes of it, and why not. */
import { Table } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  type ImportPreview,
  isError,
  SHEET_HEADINGS,
  SheetLanguage,
  type SheetProblem,
} from '../../../../config/contract/camera-sheet.ts';
import classes from './CameraSheet.module.css';
import { shownRows } from './sheet-problem.rules.ts';
import { useProblemText } from './use-problem-text.ts';

type ImportRowsProps = { preview: ImportPreview; onlyProblems: boolean };

export function ImportRows({ preview, onlyProblems }: ImportRowsProps) {
  const { t, i18n } = useTranslation();
  const { rows, apart } = shownRows(preview, onlyProblems);
  const headings = SHEET_HEADINGS[SheetLanguage.parse(i18n.language)];
  return (
    <div className={classes.rows}>
      {apart.length > 0 && (
        <ul className={classes.apart} aria-label={t('cameraSheet.whole')}>
          {apart.map((problem) => (
            <li key={JSON.stringify(problem)}>
              {problem.row !== null && (
                <b>
                  {t('cameraSheet.row')} {problem.row}
                </b>
              )}{' '}
              <Said problem={problem} />
            </li>
          ))}
        </ul>
      )}
      {preview.rows.length > 0 && rows.length === 0 && <p>{t('cameraSheet.noProblemRows')}</p>}
      {rows.length > 0 && (
        <Table stickyHeader className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('cameraSheet.row')}</Table.Th>
              <Table.Th>{headings.name}</Table.Th>
              <Table.Th>{headings.group}</Table.Th>
              <Table.Th>{headings.sourceUrl}</Table.Th>
              <Table.Th>{t('cameraSheet.outcome')}</Table.Th>
              <Table.Th>{t('cameraSheet.problems')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ row, name, group, address, outcome, changes, problems }) => (
              <Table.Tr key={row} data-row={row} data-outcome={outcome}>
                <Table.Td>{row}</Table.Td>
                <Table.Td className={classes.cut}>{name || '—'}</Table.Td>
                <Table.Td className={classes.cut}>{group || '—'}</Table.Td>
                <Table.Td className={classes.cut}>{address || '—'}</Table.Td>
                <Table.Td>
                  <span data-outcome={outcome} className={classes.outcome}>
                    {t(`cameraSheet.outcomeName.${outcome}`)}
                  </span>
                </Table.Td>
                <Table.Td className={classes.why}>
                  {problems.map((problem) => (
                    <p key={JSON.stringify(problem)}>
                      <Said problem={problem} />
                    </p>
                  ))}
                  {changes.length > 0 &&
                    t('cameraSheet.changes', { fields: changes.map((field) => headings[field]).join('、') })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}

function Said({ problem }: { problem: SheetProblem }) {
  const textOf = useProblemText();
  return (
    <>
      {isError(problem) && <IconAlertTriangle size={14} aria-hidden />}
      {textOf(problem)}
    </>
  );
}
