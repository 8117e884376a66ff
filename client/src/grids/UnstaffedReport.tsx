/** Base grids without a main member, to print or to take out as a file. */
import { ActionIcon, Group } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Grid } from '../../../config/contract/place.ts';
import { saveCsv } from '../kit/save-file.ts';
import { Paper } from '../paper/Paper.tsx';
import { PrintButton } from '../paper/PrintButton.tsx';
import { unstaffedRows } from './grid-list.rules.ts';
import { useGridMembers } from './use-grid-members.ts';

export function UnstaffedReport({ grids, unstaffed }: { grids: readonly Grid[]; unstaffed: ReadonlySet<string> }) {
  const { t } = useTranslation();
  const members = useGridMembers();
  const [isPrinting, setPrinting] = useState(false);
  if (!members || unstaffed.size === 0) return null;
  const head = [
    ...[t('grids.code'), t('grids.name'), t('grids.community'), t('grids.over')],
    ...[t('grids.part.assistant'), t('grids.inactive')],
  ];
  const rows = unstaffedRows(grids, unstaffed, members);
  const title = t('grids.unstaffedReport');
  const save = () => saveCsv([head, ...rows], title);
  const baseCount = grids.filter(({ kind }) => kind === 'base').length;
  return (
    <Group gap="xs">
      <PrintButton onPrint={() => setPrinting(true)} />
      <ActionIcon variant="default" onClick={save} aria-label={t('grids.unstaffedCsv')} title={t('grids.unstaffedCsv')}>
        <IconFileTypeCsv size={16} />
      </ActionIcon>
      {isPrinting && (
        <Paper
          title={title}
          facts={[[t('grids.unstaffed'), t('grids.unstaffedOf', { count: rows.length, of: baseCount })]]}
          onDone={() => setPrinting(false)}
        >
          <table>
            <thead>
              <tr>
                {head.map((each) => (
                  <th key={each}>{each}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([code, ...cells]) => (
                <tr key={code}>
                  <td>{code}</td>
                  {cells.map((cell, nth) => (
                    <td key={head[nth + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Paper>
      )}
    </Group>
  );
}
