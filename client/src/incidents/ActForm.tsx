/** The form of one act. What was typed stays when the server refuses it. */
import { Group, NumberInput, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { hasEnded } from '../../../config/contract/incident.ts';
import type { ActName } from '../../../config/contract/incident-act.ts';
import { mayAct } from '../../../config/contract/incident-act.ts';
import { type Matter, MatterLevel } from '../../../config/contract/matter.ts';
import { formProblems } from '../../../config/contract/matter-form.ts';
import { TimeUnit } from '../../../config/contract/time-limit.ts';
import { api } from '../api/api.ts';
import { failureOf } from '../api/failure.ts';
import { OnDutyList } from '../duty/OnDutyList.tsx';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Loading } from '../kit/ListState.tsx';
import { useMatters } from '../matters/matters.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';
import {
  type ActField,
  type ActFields,
  askedBy,
  fieldsFor,
  missingIn,
  mustNameUnit,
  type ProposedUnits,
  proposedUnits,
  toAct,
  unitsFor,
} from './act-form.rules.ts';
import { PeopleField, SecretField } from './ConfideFields.tsx';
import { useMatterOf, useMatterVersion } from './FormFacts.tsx';
import classes from './IncidentActs.module.css';
import { MatterFields } from './MatterFields.tsx';
import { MatterSelect } from './MatterSelect.tsx';
import { ClosingCondition, ConditionMet, StandardField, useClosingCondition } from './MatterStandard.tsx';
import { NoPictureOfResult } from './NoPictureOfResult.tsx';
import { SpotPeopleField, useMustNamePeople } from './SpotPeople.tsx';
import { UnitsInput } from './UnitsInput.tsx';

type ActFormProps = { incident: Incident; act: ActName; onDone: () => void };

/** Begins once it is known which units the matter names. */
export function ActForm(props: ActFormProps) {
  const { act, incident } = props;
  const units = useSite((site) => site.units);
  const { matter, isPending } = useMatterOf(act === 'dispatch' ? incident : null);
  if (isPending) return <Loading />;
  return <BegunForm {...props} proposed={matter && proposedUnits(matter, units.values(), incident)} />;
}

function BegunForm({ incident, act, onDone, proposed }: ActFormProps & { proposed: ProposedUnits | undefined }) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const { person } = useSession();
  const [fields, setFields] = useState<ActFields>(() => fieldsFor(act, incident, person, proposed));
  const [wasTried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      api('POST /api/incidents/:incidentId/acts', {
        params: { incidentId: incident.id },
        body: toAct(act, fields, incident),
      }),
    onSuccess: onDone,
  });
  const namesUnit = mustNameUnit(act, incident, mayAct(person, 'escalate', incident));
  const namesPeople = useMustNamePeople(act, incident);
  const condition = useClosingCondition(incident);
  const alsoNeeded: ActField[] = [
    ...(namesUnit ? (['unitId'] as const) : []),
    ...(namesPeople ? (['personIds'] as const) : []),
    ...(condition ? (['conditionMet'] as const) : []),
  ];
  const missing = missingIn(act, fields, alsoNeeded);
  const asking = useAskingMatter(act, fields, incident);
  const problems = asking ? formProblems(asking.fields, fields.form, act === 'file') : [];
  const asked = askedBy(act).filter(({ field }) => !ONLY_WHERE_NEEDED.includes(field) || alsoNeeded.includes(field));
  const change = (changed: Partial<ActFields>) => setFields((now) => ({ ...now, ...changed }));

  return (
    <form
      className={classes.form}
      aria-label={t(`incidentActs.act.${act}`)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing.length === 0 && problems.length === 0) send.mutate();
      }}
    >
      <Stack gap="sm">
        {send.error && <FailureNotice failure={failureOf(send.error)} />}
        {asked.map(({ field, isRequired }) => (
          <Fragment key={field}>
            {field === 'note' && asking && (
              <MatterFields
                matter={asking}
                form={fields.form}
                onChange={(form) => change({ form })}
                isTried={wasTried && act === 'file'}
              />
            )}
            <ActInput
              {...{ act, field, incident, fields, onChange: change }}
              matter={asking}
              isRequired={isRequired || alsoNeeded.includes(field)}
              error={wasTried && missing.includes(field) ? t('incidentActs.needed') : null}
            />
          </Fragment>
        ))}
        {SHOWS_CLOSING.includes(act) && <ClosingCondition incident={incident} />}
        {act === 'close' && <NoPictureOfResult incident={incident} />}
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

/** The form's own fields come with its matter. */
const ONLY_WHERE_NEEDED: readonly ActField[] = ['unitId', 'conditionMet', 'form'];
/** Whoever judges whether it is dealt with reads by what; whoever closes it ticks it. */
const SHOWS_CLOSING: readonly ActName[] = ['finish', 'check', 'checked'];

/** Whose form is asked: the matter that is chosen, else the version it was reported under. */
function useAskingMatter(act: ActName, { matterId }: ActFields, { matter }: Incident): Matter | undefined {
  const isAsked = act === 'file' || act === 'verified';
  const matters = useMatters().data;
  const kept = useMatterVersion(isAsked ? matter : null);
  if (!isAsked) return undefined;
  return act === 'file' && matterId !== null ? matters?.find(({ id }) => id === matterId) : kept;
}

type ActInputProps = {
  act: ActName;
  field: ActField;
  incident: Incident;
  fields: ActFields;
  matter: Matter | undefined;
  isRequired: boolean;
  error: string | null;
  onChange: (changed: Partial<ActFields>) => void;
};

function ActInput({ act, field, incident, fields, matter, isRequired, error, onChange }: ActInputProps) {
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
    case 'place':
      return (
        <TextInput
          {...shared}
          description={t('incidentActs.placeHint')}
          maxLength={200}
          data-autofocus
          value={fields.place}
          onChange={(event) => onChange({ place: event.currentTarget.value })}
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
      return (
        <MatterSelect
          label={shared.label}
          error={error}
          matterId={fields.matterId}
          onChange={(chosen) =>
            onChange({ matterId: chosen?.id ?? null, standard: 0, level: chosen?.level ?? fields.level })
          }
        />
      );
    case 'standard':
      return matter ? <StandardField {...{ matter, fields, onChange }} /> : null;
    case 'form':
      return null;
    case 'conditionMet':
      return <ConditionMet {...{ incident, fields, onChange, error }} />;
    case 'confidential':
      return <SecretField {...{ fields, onChange, shared }} />;
    case 'personIds':
      return act === 'verify' || act === 'check' ? (
        <SpotPeopleField {...{ kind: act, incident, fields, onChange, shared }} />
      ) : (
        <PeopleField {...{ fields, onChange, shared }} />
      );
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

/** Which unit it was that telephoned. */
function ForUnit({ act, incident, fields, onChange, shared }: PartProps & { act: ActName; incident: Incident }) {
  const { t } = useTranslation();
  const units = unitsFor(act, incident, null);
  return (
    <Select
      {...shared}
      label={act === 'supervise' ? t('incidentActs.supervisedUnit') : shared.label}
      allowDeselect={false}
      value={fields.unitId}
      onChange={(unitId) => onChange({ unitId })}
      data={units.map(({ id, name }) => ({ value: id, label: name }))}
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
