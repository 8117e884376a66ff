/** Cameras from a spreadsheet: chosen, looked over row by row, and taken in only when somebody agrees. */
import { Button, SegmentedControl, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_SHEET_ROWS, type OnExisting } from '../../../../config/contract/camera-sheet.ts';
import { api } from '../../api/api.ts';
import { failureOf } from '../../api/failure.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { FileDrop } from '../../kit/FileDrop.tsx';
import { Loading } from '../../kit/ListState.tsx';
import { useCanAct } from '../../realtime/connection-store.ts';
import { base64Of } from './base64-of.ts';
import classes from './CameraSheet.module.css';
import { ImportRows } from './ImportRows.tsx';
import { countsOf, LIMIT_KILOBYTES, tooLargeOf } from './sheet-problem.rules.ts';

const TYPES = '.xlsx,.csv';
const OUTCOMES = ['add', 'update', 'same', 'skip', 'bad'] as const;

export function ImportCameras({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [file, setFile] = useState<File | null>(null);
  const [onExisting, setOnExisting] = useState<OnExisting>('skip');
  const [onlyProblems, setOnlyProblems] = useState(false);

  const look = useMutation({
    mutationFn: async ({ file, onExisting }: { file: File; onExisting: OnExisting }) =>
      tooLargeOf(file.size) ?? api('POST /api/camera-imports/preview', { body: await bodyOf(file, onExisting) }),
    onSuccess: (preview) => setOnlyProblems(countsOf(preview).errors > 0),
  });
  const take = useMutation({
    mutationFn: async (file: File) => api('POST /api/camera-imports', { body: await bodyOf(file, onExisting) }),
    onSuccess: (outcome) => {
      notifications.show({ message: t('cameraSheet.taken', outcome) });
      onDone();
    },
  });
  const choose = (chosen: File | null) => {
    if (!chosen) return;
    setFile(chosen);
    take.reset();
    look.mutate({ file: chosen, onExisting });
  };
  const chooseExisting = (value: OnExisting) => {
    setOnExisting(value);
    if (file) look.mutate({ file, onExisting: value });
  };
  const counts = look.data && countsOf(look.data);

  return (
    <section className={classes.import} aria-label={t('cameraSheet.title')}>
      <p className={classes.hint}>{t('cameraSheet.hint')}</p>
      <div className={classes.wishes}>
        <span id="on-existing">{t('cameraSheet.onExisting')}</span>
        <SegmentedControl
          aria-labelledby="on-existing"
          value={onExisting}
          onChange={(value) => chooseExisting(value === 'update' ? 'update' : 'skip')}
          data={[
            { value: 'skip', label: t('cameraSheet.skip') },
            { value: 'update', label: t('cameraSheet.update') },
          ]}
        />
        <small>{t('cameraSheet.onExistingHint')}</small>
      </div>
      <FileDrop
        file={file}
        types={TYPES}
        label={t('cameraSheet.drop')}
        hints={[t('cameraSheet.limit', { kilobytes: LIMIT_KILOBYTES, rows: MOST_SHEET_ROWS })]}
        other={t('cameraSheet.other')}
        onFile={choose}
      >
        {counts &&
          OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
            <span key={outcome} data-outcome={outcome} className={classes.outcome}>
              {t(`cameraSheet.count.${outcome}`, { count: counts[outcome] })}
            </span>
          ))}
        <Switch
          size="xs"
          className={classes.only}
          label={t('cameraSheet.onlyProblems')}
          checked={onlyProblems}
          onChange={(event) => setOnlyProblems(event.currentTarget.checked)}
        />
      </FileDrop>
      {look.isPending && <Loading />}
      {look.error && !look.isPending && (
        <FailureNotice failure={failureOf(look.error)} onRetry={() => file && look.mutate({ file, onExisting })} />
      )}
      {look.data && !look.isPending && <ImportRows preview={look.data} onlyProblems={onlyProblems} />}
      {take.error && <FailureNotice failure={failureOf(take.error)} />}
      <footer className={classes.foot}>
        {counts && !look.isPending && (
          <span role="status" data-errors={counts.errors > 0}>
            {counts.errors > 0
              ? t('cameraSheet.errorsLeft', { count: counts.errors })
              : t(counts.toTake > 0 ? 'cameraSheet.ready' : 'cameraSheet.nothingToDo')}
          </span>
        )}
        <Button variant="default" onClick={onDone}>
          {t('act.cancel')}
        </Button>
        <Button
          loading={take.isPending}
          disabled={!canAct || look.isPending || !counts || counts.toTake === 0}
          onClick={() => file && take.mutate(file)}
        >
          {t('cameraSheet.take', { count: counts?.toTake ?? 0 })}
        </Button>
      </footer>
    </section>
  );
}

async function bodyOf(file: File, onExisting: OnExisting) {
  return { fileName: file.name, file: await base64Of(file), onExisting };
}
