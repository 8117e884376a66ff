/** The nine-column sheet: chosen, looked over with every row's fault in words, and taken in only when somebody agrees. */
import { Button, FileButton, Group, Select, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MatterKind, MatterTask } from '../../../config/contract/matter.ts';
import { isMatterError, MATTER_HEADINGS, type MatterProblem } from '../../../config/contract/matter-sheet.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { base64Of } from '../cameras/sheet/base64-of.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Loading } from '../kit/ListState.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './Matters.module.css';
import { kindByName } from './matter-list.rules.ts';
import { readMattersAnew } from './matters.ts';

type Wish = { task: MatterTask; kind: MatterKind };

export function ImportMatters({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [task, setTask] = useState<MatterTask>('hazard');
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<MatterKind>('event');
  const body = async (chosen: File, wish: Wish) => ({ fileName: chosen.name, file: await base64Of(chosen), ...wish });
  const look = useMutation({
    mutationFn: async (asked: { file: File; wish: Wish }) =>
      api('POST /api/matter-imports/preview', { body: await body(asked.file, asked.wish) }),
  });
  const take = useMutation({
    mutationFn: async (chosen: File) => api('POST /api/matter-imports', { body: await body(chosen, { task, kind }) }),
    onSuccess: (outcome) => {
      notifications.show({ message: t('matters.taken', outcome) });
      readMattersAnew();
      onDone();
    },
  });
  /** A file named after a sheet, as the export names it, says which of the two it is. */
  const choose = (chosen: File | null, wish: Wish = { task, kind: (chosen && kindByName(chosen.name)) ?? kind }) => {
    if (!chosen) return;
    setFile(chosen);
    setKind(wish.kind);
    take.reset();
    look.mutate({ file: chosen, wish });
  };
  const toTake = look.data?.matters.filter(({ outcome }) => outcome === 'add' || outcome === 'update').length ?? 0;
  const errors = look.data?.problems.filter(isMatterError).length ?? 0;
  return (
    <section className={classes.import}>
      <p>{t('matters.importHint')}</p>
      <Group align="end">
        <Select
          label={t('matters.taskOfNew')}
          allowDeselect={false}
          value={task}
          onChange={(value) => {
            const wish = MatterTask.parse(value);
            setTask(wish);
            choose(file, { task: wish, kind });
          }}
          data={MatterTask.options.map((value) => ({ value, label: t(`matters.task.${value}`) }))}
        />
        <Select
          label={t('matterEditor.sheetKind')}
          w={200}
          allowDeselect={false}
          value={kind}
          onChange={(value) => {
            const wish = MatterKind.parse(value);
            setKind(wish);
            choose(file, { task, kind: wish });
          }}
          data={MatterKind.options.map((value) => ({ value, label: t(`matters.kind.${value}`) }))}
        />
        <FileButton onChange={(chosen) => choose(chosen)} accept=".xlsx,.csv">
          {(props) => (
            <Button variant="default" size="sm" {...props}>
              {file?.name ?? t('matters.chooseFile')}
            </Button>
          )}
        </FileButton>
      </Group>
      {look.isPending && <Loading />}
      {look.error && <FailureNotice failure={failureOf(look.error)} />}
      {look.data && !look.isPending && (
        <div className={classes.preview}>
          <ul aria-label={t('matters.problems')}>
            {look.data.problems.map((problem) => (
              <li key={JSON.stringify(problem)} data-error={isMatterError(problem)}>
                <Said problem={problem} />
              </li>
            ))}
          </ul>
          <Table stickyHeader>
            <Table.Tbody>
              {look.data.matters.map(({ kind, code, rows, outcome, ...matter }) => (
                <Table.Tr key={`${kind} ${code} ${rows[0]}`} data-outcome={outcome}>
                  <Table.Td>{t('matters.rows', { rows: rows.join('、') })}</Table.Td>
                  <Table.Td>{t(`matters.kind.${kind}`)}</Table.Td>
                  <Table.Td>{code}</Table.Td>
                  <Table.Td>{matter.bigClassName}</Table.Td>
                  <Table.Td>{matter.name}</Table.Td>
                  <Table.Td>{matter.leadUnitName || '—'}</Table.Td>
                  <Table.Td>{t('matters.standardCount', { count: matter.standardCount })}</Table.Td>
                  <Table.Td>{t(`matters.outcome.${outcome}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {take.error && <FailureNotice failure={failureOf(take.error)} />}
      <Group justify="flex-end">
        {look.data && errors > 0 && <span role="status">{t('matters.errorsLeft', { count: errors })}</span>}
        <Button variant="default" onClick={onDone}>
          {t('act.cancel')}
        </Button>
        <Button
          loading={take.isPending}
          disabled={!canAct || look.isPending || errors > 0 || toTake === 0}
          onClick={() => file && take.mutate(file)}
        >
          {t('matters.take', { count: toTake })}
        </Button>
      </Group>
    </section>
  );
}

function Said({ problem }: { problem: MatterProblem }) {
  const { t } = useTranslation();
  const { code, sheet, row, column, detail } = problem;
  return (
    <>
      {isMatterError(problem) && <IconAlertTriangle size={14} aria-hidden />}{' '}
      <b>{[sheet, row !== null && t('matters.row', { row })].filter(Boolean).join(' ')}</b>{' '}
      {column && `${MATTER_HEADINGS[column]}：`}
      {t(`matters.problem.${code}`, detail)}
    </>
  );
}
