/** Closes an incident with a note of how it ended. */
import { Button, Group, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { api } from '../api/api.ts';
import { refusedBy } from '../cameras/form-failure.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './IncidentDetail.module.css';
import { NOTE_MAX } from './report-incident.rules.ts';

export function CloseIncidentForm({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const form = useForm({
    initialValues: { note: '' },
    validate: {
      note: (note) => {
        if (note.trim() === '') return t('incidents.needNote');
        return note.trim().length > NOTE_MAX ? t('incidents.tooLong', { max: NOTE_MAX }) : null;
      },
    },
  });
  const close = useMutation({
    mutationFn: ({ note }: typeof form.values) =>
      api('POST /api/incidents/:incidentId/close', {
        params: { incidentId: incident.id },
        body: { note: note.trim() },
      }),
    onSuccess: ({ number }) => notifications.show({ message: t('incidents.closed', { number }) }),
    onError: (thrown) => form.setErrors(refusedBy(t, thrown, ['note']).fields),
  });
  const failure = close.error ? refusedBy(t, close.error, ['note']).failure : null;

  return (
    <form
      className={classes.close}
      onSubmit={form.onSubmit((values) => close.mutate(values))}
      aria-label={t('incidents.close')}
      noValidate
    >
      {failure && <FailureNotice failure={failure} />}
      <Textarea
        label={t('incidents.closeNote')}
        placeholder={t('incidents.closeNoteHint')}
        autosize
        minRows={2}
        maxRows={6}
        withAsterisk
        {...form.getInputProps('note')}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={close.isPending} disabled={!canAct}>
          {t('incidents.close')}
        </Button>
      </Group>
    </form>
  );
}
