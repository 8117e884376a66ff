/** Changes several cameras alike, after showing what becomes of each. */
import { Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Camera, CameraTransport } from '../../../../config/contract/camera.ts';
import {
  type ChangeCameras,
  SHEET_HEADINGS,
  SHEET_WORDS,
  SheetLanguage,
} from '../../../../config/contract/camera-sheet.ts';
import { api } from '../../api/api.ts';
import { failureOf } from '../../api/failure.ts';
import { inNameOrder } from '../../incidents/choices.ts';
import { DialogButtons } from '../../kit/DialogButtons.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { useCanAct } from '../../realtime/connection-store.ts';
import { useSite } from '../../realtime/site-store.ts';
import { type Becoming, type BulkForm, becomingOf, toChange, UNCHANGED } from './bulk-edit.rules.ts';
import classes from './CameraSheet.module.css';

type BulkEditProps = { cameras: readonly Camera[]; onDone: () => void; onCancel: () => void };
const MODES = ['off', 'always', 'event'] as const;

export function BulkEdit({ cameras, onDone, onCancel }: BulkEditProps) {
  const { t, i18n } = useTranslation();
  const canAct = useCanAct();
  const groups = useSite((site) => site.cameraGroups);
  const [form, setForm] = useState<BulkForm>(UNCHANGED);
  const change = (part: Partial<BulkForm>) => setForm((before) => ({ ...before, ...part }));
  const language = SheetLanguage.parse(i18n.language);
  const headings = SHEET_HEADINGS[language];
  const nameOf = (field: keyof BulkForm) => (field === 'groupId' ? headings.group : headings[field]);
  const wordOf = (field: keyof BulkForm, value: string | boolean): string => {
    if (typeof value === 'boolean') return SHEET_WORDS.flag[language][value ? 'true' : 'false'];
    if (field === 'groupId') return groups.get(value)?.name ?? value;
    const words: Record<string, string> = SHEET_WORDS[field === 'transport' ? 'transport' : 'recording'][language];
    return words[value] ?? value;
  };
  const becoming = cameras
    .map((camera) => ({ camera, changes: becomingOf(camera, form) }))
    .filter(({ changes }) => changes.length > 0);
  const asked = toChange(cameras, form);
  const apply = useMutation({
    mutationFn: (body: ChangeCameras) => api('PATCH /api/cameras', { body }),
    onSuccess: (changed) => {
      notifications.show({ message: t('cameraSheet.applied', { count: changed.length }) });
      onDone();
    },
  });
  const choice = (
    field: keyof BulkForm,
    data: { value: string; label: string }[],
    take: (value: string | null) => void,
  ) => (
    <Select
      label={nameOf(field)}
      placeholder={t('cameraSheet.unchanged')}
      clearable
      data={data}
      value={form[field] === null ? null : String(form[field])}
      onChange={take}
    />
  );
  const flag = (field: 'keepWarm' | 'analyse' | 'deviceEvents' | 'disabled') =>
    choice(
      field,
      ['true', 'false'].map((value) => ({ value, label: wordOf(field, value === 'true') })),
      (value) => change({ [field]: value === null ? null : value === 'true' }),
    );
  const lineOf = ({ field, before, after }: Becoming) =>
    t('cameraSheet.becomes', { field: nameOf(field), before: wordOf(field, before), after: wordOf(field, after) });

  return (
    <form
      className={classes.bulk}
      aria-label={t('cameraSheet.bulkTitle', { count: cameras.length })}
      onSubmit={(event) => {
        event.preventDefault();
        if (asked) apply.mutate(asked);
      }}
    >
      <p className={classes.hint}>{t('cameraSheet.bulkHint')}</p>
      <div className={classes.fields}>
        {choice(
          'groupId',
          inNameOrder(groups.values()).map(({ id, name }) => ({ value: id, label: name })),
          (groupId) => change({ groupId }),
        )}
        {choice(
          'transport',
          CameraTransport.options.map((value) => ({ value, label: wordOf('transport', value) })),
          (value) => change({ transport: CameraTransport.nullable().parse(value) }),
        )}
        {choice(
          'recording',
          MODES.map((value) => ({ value, label: wordOf('recording', value) })),
          (value) => change({ recording: MODES.find((mode) => mode === value) ?? null }),
        )}
        {flag('keepWarm')}
        {flag('analyse')}
        {flag('deviceEvents')}
        {flag('disabled')}
      </div>
      <section className={classes.becoming} aria-label={t('cameraSheet.preview')}>
        <h3>
          {t('cameraSheet.preview')}
          {becoming.length > 0 && <span>{t('cameraSheet.previewCount', { count: becoming.length })}</span>}
        </h3>
        {becoming.length === 0 && <p>{t('cameraSheet.previewNone')}</p>}
        <ul>
          {becoming.map(({ camera, changes }) => (
            <li key={camera.id}>
              <strong>{camera.name}</strong>
              <span>{changes.map(lineOf).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </section>
      {apply.error && <FailureNotice failure={failureOf(apply.error)} />}
      <DialogButtons
        onCancel={onCancel}
        label={t('cameraSheet.apply', { count: becoming.length })}
        isBusy={apply.isPending}
        isAllowed={canAct && asked !== null}
      />
    </form>
  );
}
