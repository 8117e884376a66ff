/** Sets a report point up or changes it. What was typed stays when the server refuses it. */
import { Input, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReportPoint } from '../../../config/contract/citizen.ts';
import { AppError } from '../../../config/contract/errors.ts';
import type { Position } from '../../../config/contract/place.ts';
import { api } from '../api/api.ts';
import { refusedBy } from '../cameras/form-failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { MapPicker } from '../map/MapPicker.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './ReportPoints.module.css';
import { readReportPointsAnew } from './report-points.ts';

type ReportPointForm = { name: string; position: Position | null };
type ReportPointEditorProps = { point: ReportPoint | null; onDone: (point: ReportPoint | null) => void };

export function ReportPointEditor({ point, onDone }: ReportPointEditorProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const form = useForm<ReportPointForm>({
    initialValues: { name: point?.name ?? '', position: point?.position ?? null },
    validate: {
      name: (name) => (name.trim() === '' ? t('reportPoints.needName') : null),
      position: (position) => (position === null ? t('reportPoints.needPlace') : null),
    },
  });
  const save = useMutation({
    mutationFn: ({ name, position }: ReportPointForm) => {
      if (!position) throw new AppError('INVALID_REQUEST', { field: 'position' });
      const body = { name, position };
      return point
        ? api('PATCH /api/report-points/:pointId', { params: { pointId: point.id }, body })
        : api('POST /api/report-points', { body });
    },
    onSuccess: (saved) => {
      readReportPointsAnew();
      notifications.show({ message: t('reportPoints.saved', { name: saved.name }) });
      onDone(saved);
    },
    onError: (thrown) => form.setErrors(refusedBy(t, thrown, ['name']).fields),
  });
  const failure = save.error ? refusedBy(t, save.error, ['name']).failure : null;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="sm">
        {failure && <FailureNotice failure={failure} />}
        <TextInput
          label={t('reportPoints.name')}
          description={t('reportPoints.nameHint')}
          withAsterisk
          data-autofocus
          maxLength={40}
          {...form.getInputProps('name')}
        />
        <Input.Wrapper label={t('reportPoints.place')} withAsterisk error={form.errors.position}>
          <div className={classes.picker}>
            <MapPicker
              position={form.values.position}
              onChange={({ position }) => form.setFieldValue('position', position)}
            />
          </div>
        </Input.Wrapper>
        <DialogButtons onCancel={() => onDone(null)} label={t('act.save')} isBusy={save.isPending} isAllowed={canAct} />
      </Stack>
    </form>
  );
}
