/** The form of one act. What was typed stays when the server refuses it. */
import { Group, MultiSelect, NumberInput, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { hasEnded } from '../../../config/contract/incident.ts';
import type { ActName } from '../../../config/contract/incident-act.ts';
import { mayAct } from '../../../config/contract/incident-act.ts';
import { MatterLevel } from '../../../config/contract/matter.ts';
import { TimeUnit } from '../../../config/contract/time-limit.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { OnDutyList } from '../duty/OnDutyList.tsx';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useMay, useSession } from '../session/session.ts';
import {
  type ActField,
  type ActFields,
  askedBy,
  EMPTY_FIELDS,
  missingIn,
  mustNameUnit,
  toAct,
  unitsFor,
  unitsInOrder,
} from './act-form.rules.ts';
import classes from './IncidentActs.module.css';

type ActFormProps = { incident: Incident; act: ActName; onDone: () => void };

export function ActForm({ incident, act, onDone }: ActFormProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const [fields, setFields] = useState<ActFields>(EMPTY_FIELDS);
  const [wasTried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      api('POST /api/incidents/:incidentId/acts', {
        params: { incidentId: incident.id },
        body: toAct(act, fields, incident),
      }),
    onSuccess: onDone,
  });
  const { person } = useSession();
  const namesUnit = mustNameUnit(act, incident, mayAct(person, 'escalate', incident));
  const missing = missingIn(act, fields, namesUnit);
  const asked = askedBy(act).filter(({ field }) => field !== 'unitId' || namesUnit);
  const change = (changed: Partial<ActFields>) => setFields((now) => ({ ...now, ...changed }));

  return (
    <form
      className={classes.form}
      aria-label={t(`incidentActs.act.${act}`)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing.length === 0) send.mutate();
      }}
    >
      <Stack gap="sm">
        {send.error && <FailureNotice failure={failureOf(send.error)} />}
        {asked.map(({ field, isRequired }) => (
          <ActInput
            key={field}
            {...{ act, field, incident, fields, onChange: change }}
            isRequired={isRequired || field === 'unitId'}
            error={wasTried && missing.includes(field) ? t('incidentActs.needed') : null}
          />
        ))}
        {act === 'dispatch' && <OnDutyList near={incident.position} />}
        <DialogButtons
          onCancel={onDone}
          label={t(`incidentActs.act.${act}`)}
          isBusy={send.isPending}
          isAllowed={canAct}
        />
      </Stack>
    </form>
  );
}

type ActInputProps = {
  act: ActName;
  field: ActField;
  incident: Incident;
  fields: ActFields;
  isRequired: boolean;
  error: string | null;
  onChange: (changed: Partial<ActFields>) => void;
};

function ActInput({ act, field, incident, fields, isRequired, error, onChange }: ActInputProps) {
  const { t } = useTranslation();
  const shared = { label: t(`incidentActs.field.${field}`), withAsterisk: isRequired, error };
  switch (field) {
    case 'note':
      return (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1_000}
          data-autofocus
          value={fields.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      );
    case 'title':
      return (
        <TextInput
          {...shared}
          maxLength={100}
          value={fields.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
      );
    case 'leadUnitIds':
    case 'assistUnitIds':
      return <UnitsInput {...{ field, incident, fields, onChange, shared }} />;
    case 'unitId':
      return <ForUnit {...{ act, incident, fields, onChange, shared }} />;
    case 'level':
      return (
        <Select
          {...shared}
          clearable={!isRequired}
          value={fields.level}
          onChange={(level) => onChange({ level })}
          data={MatterLevel.options.map((value) => ({ value, label: t(`incidents.level.${value}`) }))}
        />
      );
    case 'matterId':
      return <MatterInput {...{ fields, onChange, shared }} />;
    case 'intoIncidentId':
      return <IntoInput {...{ incident, fields, onChange, shared }} />;
    case 'isSo':
      return (
        <SegmentedControl
          aria-label={shared.label}
          value={fields.isSo}
          onChange={(isSo) => onChange({ isSo: isSo === 'no' ? 'no' : 'yes' })}
          data={(['yes', 'no'] as const).map((value) => ({
            value,
            label: t(`incidentActs.${act === 'checked' ? 'checked' : 'verified'}.${value}`),
          }))}
        />
      );
    case 'amount':
      return (
        <Group gap="xs" align="end">
          <NumberInput
            {...shared}
            label={t(`incidentActs.limit.${act === 'supervise' ? 'reply' : 'extend'}`)}
            w={140}
            min={1}
            max={1_000}
            value={fields.amount}
            onChange={(amount) => onChange({ amount: Number(amount) || 1 })}
          />
          <Select
            aria-label={t('incidentActs.limit.unit')}
            w={140}
            allowDeselect={false}
            value={fields.timeUnit}
            onChange={(timeUnit) => timeUnit && onChange({ timeUnit })}
            data={TimeUnit.options.map((value) => ({ value, label: t(`incidentActs.unit.${value}`) }))}
          />
        </Group>
      );
  }
}

type Shared = { label: string; withAsterisk: boolean; error: string | null };
type PartProps = Pick<ActInputProps, 'fields' | 'onChange'> & { shared: Shared };

function UnitsInput({
  field,
  incident,
  fields,
  onChange,
  shared,
}: PartProps & { field: 'leadUnitIds' | 'assistUnitIds'; incident: Incident }) {
  const { t } = useTranslation();
  const units = useSite((site) => site.units);
  const ordered = unitsInOrder(units.values(), incident);
  return (
    <MultiSelect
      {...shared}
      description={field === 'leadUnitIds' ? t('incidentActs.leadHint') : undefined}
      searchable
      value={fields[field]}
      onChange={(unitIds) => onChange({ [field]: unitIds })}
      data={ordered.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** Which unit it was that telephoned. */
function ForUnit({ act, incident, fields, onChange, shared }: PartProps & { act: ActName; incident: Incident }) {
  const units = unitsFor(act, incident, null);
  return (
    <Select
      {...shared}
      allowDeselect={false}
      value={fields.unitId}
      onChange={(unitId) => onChange({ unitId })}
      data={units.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function MatterInput({ fields, onChange, shared }: PartProps) {
  const mayView = useMay('matter.view');
  const matters = useQuery({
    queryKey: ['matters'],
    queryFn: ({ signal }) => api('GET /api/matters', { signal }),
    enabled: mayView,
  });
  const offered = (matters.data ?? []).filter(({ disabled }) => !disabled);
  return (
    <Select
      {...shared}
      searchable
      clearable
      limit={50}
      disabled={matters.isPending}
      value={fields.matterId}
      onChange={(matterId) => onChange({ matterId })}
      data={offered.map(({ id, code, name, bigClassName }) => ({
        value: id,
        label: `${code} ${bigClassName} · ${name}`,
      }))}
    />
  );
}

function IntoInput({ incident, fields, onChange, shared }: PartProps & { incident: Incident }) {
  const incidents = useSite((site) => site.incidents);
  const others = [...incidents.values()].filter((each) => each.id !== incident.id && !hasEnded(each));
  return (
    <Select
      {...shared}
      searchable
      value={fields.intoIncidentId}
      onChange={(intoIncidentId) => onChange({ intoIncidentId })}
      data={others.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
    />
  );
}
