/** Reports an incident. What was typed stays when the server refuses it. */
import { Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Position } from '../../../config/contract/place.ts';
import { api } from '../api/api.ts';
import { refusedBy } from '../cameras/form-failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { cameraChoices, gridChoices } from './choices.ts';
import { PlaceText } from './PlaceText.tsx';
import {
  DESCRIPTION_MAX,
  descriptionMistake,
  type IncidentForm,
  incidentAt,
  TITLE_MAX,
  titleMistake,
  toReportIncident,
  withPlace,
} from './report-incident.rules.ts';

type ReportIncidentFormProps = {
  /** Where it happened; chosen outside, on a map. */
  position: Position | null;
  /** On whose picture it was seen. */
  cameraId?: string | null;
  onClearPosition: () => void;
  onReported: (incident: Incident) => void;
  onCancel: () => void;
};

const FIELDS = ['title', 'description', 'gridId', 'cameraId'] as const;

export function ReportIncidentForm(props: ReportIncidentFormProps) {
  const { position, cameraId = null, onClearPosition, onReported, onCancel } = props;
  const { t } = useTranslation();
  const canAct = useCanAct();
  const grids = useSite((site) => site.grids);
  const cameras = useSite((site) => site.cameras);
  const mistakeText = (mistake: ReturnType<typeof titleMistake>, max: number) =>
    mistake ? t(`incidents.${mistake}`, { max }) : null;
  const form = useForm<IncidentForm>({
    initialValues: { ...incidentAt(position, grids.values()), cameraId },
    validate: {
      title: (title) => mistakeText(titleMistake(title), TITLE_MAX),
      description: (description) => mistakeText(descriptionMistake(description), DESCRIPTION_MAX),
    },
  });
  const report = useMutation({
    mutationFn: (values: IncidentForm) => api('POST /api/incidents', { body: toReportIncident(values) }),
    onSuccess: (incident) => {
      notifications.show({ message: t('incidents.reported', { number: incident.number }) });
      onReported(incident);
    },
    onError: (thrown) => form.setErrors(refusedBy(t, thrown, FIELDS).fields),
  });
  const failure = report.error ? refusedBy(t, report.error, FIELDS).failure : null;

  const { setValues } = form;
  // The map is the one that knows the place: the form follows it.
  useEffect(() => {
    setValues((values) => withPlace(values as IncidentForm, position, grids.values()));
  }, [position, grids, setValues]);

  return (
    <form onSubmit={form.onSubmit((values) => report.mutate(values))} aria-label={t('incidents.report')} noValidate>
      <Stack gap="sm">
        {failure && <FailureNotice failure={failure} />}
        <TextInput label={t('incidents.name')} withAsterisk data-autofocus autoFocus {...form.getInputProps('title')} />
        <Textarea
          label={t('incidents.description')}
          placeholder={t('incidents.descriptionHint')}
          autosize
          minRows={3}
          maxRows={8}
          {...form.getInputProps('description')}
        />
        <PlaceText position={position} gridId={form.values.gridId} onClear={onClearPosition} />
        <Select
          label={t('incidents.grid')}
          placeholder={t('incidents.noGrid')}
          data={gridChoices(grids.values())}
          searchable
          clearable
          {...form.getInputProps('gridId')}
        />
        <Select
          label={t('incidents.camera')}
          placeholder={t('incidents.noCamera')}
          data={cameraChoices(cameras.values())}
          searchable
          clearable
          {...form.getInputProps('cameraId')}
        />
        <DialogButtons onCancel={onCancel} label={t('incidents.submit')} isBusy={report.isPending} isAllowed={canAct} />
      </Stack>
    </form>
  );
}
