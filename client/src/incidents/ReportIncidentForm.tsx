/** Reports an incident. What was typed stays when the server refuses it. */
import { Group, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { MatterLevel } from '../../../config/contract/matter.ts';
import { formProblems } from '../../../config/contract/matter-form.ts';
import type { Position } from '../../../config/contract/place.ts';
import { api } from '../api/api.ts';
import { refusedBy } from '../cameras/form-failure.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useMatters } from '../matters/matters.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import { AddToIncident } from './AddToIncident.tsx';
import { baseGridChoices, cameraChoices } from './choices.ts';
import { MatterFields } from './MatterFields.tsx';
import { MatterSelect } from './MatterSelect.tsx';
import { PlaceText } from './PlaceText.tsx';
import {
  DESCRIPTION_MAX,
  descriptionMistake,
  hasInformant,
  type IncidentForm,
  incidentAt,
  SOURCES,
  TITLE_MAX,
  titleMistake,
  toReportIncident,
  withPlace,
} from './report-incident.rules.ts';
import { SimilarIncidents } from './SimilarIncidents.tsx';
import { useProposedAddress } from './use-proposed-address.ts';

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
  const [wasTried, setTried] = useState(false);
  const isGridMember = useSession().person.role === 'gridMember';
  const mistakeText = (mistake: ReturnType<typeof titleMistake>, max: number) =>
    mistake ? t(`incidents.${mistake}`, { max }) : null;
  const form = useForm<IncidentForm>({
    initialValues: {
      ...incidentAt(position, grids.values()),
      cameraId,
      source: isGridMember ? 'gridMember' : 'operator',
    },
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

  const matter = useMatters().data?.find(({ id }) => id === form.values.matterId);
  const problems = matter ? formProblems(matter.fields, form.values.form) : [];
  const { setValues, setFieldValue } = form;
  const propose = useCallback((address: string) => setFieldValue('address', address), [setFieldValue]);
  useProposedAddress(position, { address: form.values.address, onPropose: propose });
  // The map is the one that knows the place: the form follows it.
  useEffect(() => {
    setValues((values) => withPlace(values as IncidentForm, position, grids.values()));
  }, [position, grids, setValues]);

  return (
    <form
      onSubmit={(event) => {
        setTried(true);
        form.onSubmit((values) => {
          if (problems.length === 0) report.mutate(values);
        })(event);
      }}
      aria-label={t('incidents.report')}
      noValidate
    >
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
        <Group grow align="start">
          <Select
            label={t('incidents.sourceLabel')}
            allowDeselect={false}
            data={SOURCES.map((value) => ({ value, label: t(`incidents.source.${value}`) }))}
            {...form.getInputProps('source')}
          />
          <Select
            label={t('incidents.levelLabel')}
            allowDeselect={false}
            data={MatterLevel.options.map((value) => ({ value, label: t(`incidents.level.${value}`) }))}
            {...form.getInputProps('level')}
          />
        </Group>
        {hasInformant(form.values) && (
          <Group grow align="start">
            <TextInput label={t('incidents.informant')} maxLength={40} {...form.getInputProps('informant')} />
            <TextInput
              label={t('incidents.informantPhone')}
              type="tel"
              maxLength={30}
              {...form.getInputProps('informantPhone')}
            />
          </Group>
        )}
        <MatterSelect
          label={t('incidents.matter')}
          matterId={form.values.matterId}
          onChange={(chosen) =>
            form.setValues({ matterId: chosen?.id ?? null, ...(chosen && { level: chosen.level }) })
          }
        />
        {matter && (
          <MatterFields
            matter={matter}
            form={form.values.form}
            onChange={(answers) => form.setFieldValue('form', answers)}
            isTried={wasTried}
          />
        )}
        <TextInput label={t('incidents.address')} maxLength={200} {...form.getInputProps('address')} />
        <PlaceText position={position} gridId={form.values.gridId} onClear={onClearPosition} />
        <SimilarIncidents
          id={null}
          position={form.values.position}
          matterId={form.values.matterId}
          to="/incidents"
          action={(into) => <AddToIncident into={into} values={form.values} onAdded={onReported} />}
        />
        <Select
          label={t('incidents.grid')}
          placeholder={t('incidents.noGrid')}
          data={baseGridChoices(grids.values())}
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
        <Group>
          <Switch
            label={t('incidents.confidential')}
            title={t('incidents.confidentialHint')}
            {...form.getInputProps('confidential', { type: 'checkbox' })}
          />
          <Switch
            label={t('incidents.drill')}
            title={t('incidents.drillHint')}
            {...form.getInputProps('drill', { type: 'checkbox' })}
          />
        </Group>
        <DialogButtons onCancel={onCancel} label={t('incidents.submit')} isBusy={report.isPending} isAllowed={canAct} />
      </Stack>
    </form>
  );
}
