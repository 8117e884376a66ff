/** The catalogue as rows, under their classes. */
import { Table } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matter } from '../../../config/contract/matter.ts';
import classes from './Matters.module.css';
import { classesOf } from './matter-list.rules.ts';

type MatterTableProps = {
  matters: readonly Matter[];
  chosenId: string | undefined;
  onChoose: (matterId: string) => void;
};

export function MatterTable({ matters, chosenId, onChoose }: MatterTableProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.list}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {(['code', 'name', 'task', 'level', 'leadUnit', 'limit'] as const).map((column) => (
              <Table.Th key={column}>{t(`matters.column.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {classesOf(matters).map(({ key, kind, name, matters: ofClass }) => (
            <Fragment key={key}>
              <Table.Tr className={classes.class}>
                <Table.Th colSpan={6} scope="rowgroup">
                  {t(`matters.kind.${kind}`)} · {name}
                </Table.Th>
              </Table.Tr>
              {ofClass.map((matter) => (
                <Table.Tr key={matter.id} data-chosen={matter.id === chosenId} data-disabled={matter.disabled}>
                  <Table.Td>{matter.code}</Table.Td>
                  <Table.Td>
                    <button type="button" aria-pressed={matter.id === chosenId} onClick={() => onChoose(matter.id)}>
                      {matter.name}
                    </button>
                  </Table.Td>
                  <Table.Td>{t(`matters.task.${matter.task}`)}</Table.Td>
                  <Table.Td>{t(`matters.level.${matter.level}`)}</Table.Td>
                  <Table.Td>{matter.leadUnitName || '—'}</Table.Td>
                  <Table.Td>{matter.standards.map(({ limitText }) => limitText || '—').join(' / ') || '—'}</Table.Td>
                </Table.Tr>
              ))}
            </Fragment>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
