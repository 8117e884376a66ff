/** The form of one step of a mediation. What was typed stays when the server refuses it. */
import { ActionIcon, Button, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  type MediationActName,
  type MediationView,
  SessionResult,
  Standing,
} from '../../../config/contract/mediation.ts';
import { useColleagueChoices } from '../incidents/colleagues.ts';
import { DialogButtons } from '../kit/DialogButtons.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './Mediation.module.css';
import {
  type MediationForm as Fields,
  MEDIATION_ASKED,
  type MediationField,
  type PartyForm,
  textLabel,
  withParty,
} from './mediation-form.rules.ts';
import { useMediationStep } from './use-mediation-step.ts';

type MediationFormProps = {
  incidentId: string;
  act: MediationActName;
  view: MediationView;
  onDone: (view: MediationView | null) => void;
};

export function MediationForm({ incidentId, act, view, onDone }: MediationFormProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const step = useMediationStep({ incidentId, act, view, onDone });
  return (
    <form
      className={classes.form}
      aria-label={t(`mediation.act.${act}`)}
      data-unsaved
      noValidate
      onSubmit={step.submit}
    >
      <Stack gap="sm">
        {step.failure && <FailureNotice failure={step.failure} />}
        {MEDIATION_ASKED[act].map((field) => (
          <Field
            key={field}
            {...{ act, field, fields: step.fields, onChange: step.change }}
            error={step.missing.includes(field) ? t('mediation.needed') : null}
          />
        ))}
        <DialogButtons
          onCancel={() => onDone(null)}
          label={t(`mediation.act.${act}`)}
          isBusy={step.isBusy}
          isAllowed={canAct}
        />
      </Stack>
    </form>
  );
}

type FieldProps = {
  act: MediationActName;
  field: MediationField;
  fields: Fields;
  onChange: (changed: Partial<Fields>) => void;
  error: string | null;
};

function Field({ act, field, fields, onChange, error }: FieldProps) {
  const { t } = useTranslation();
  switch (field) {
    case 'parties':
      return <Parties parties={fields.parties} onChange={(parties) => onChange({ parties })} error={error} />;
    case 'mediatorId':
      return <MediatorField {...{ fields, onChange, error }} />;
    case 'day':
      return (
        <TextInput
          type="date"
          w={200}
          withAsterisk
          label={t(act === 'agree' ? 'mediation.dueDay' : 'mediation.day')}
          value={fields.day}
          error={error}
          onChange={({ currentTarget: { value } }) => onChange({ day: value })}
        />
      );
    case 'place':
      return (
        <TextInput
          withAsterisk
          label={t('mediation.place')}
          maxLength={100}
          value={fields.place}
          error={error}
          onChange={({ currentTarget: { value } }) => onChange({ place: value })}
        />
      );
    case 'text':
      return (
        <Textarea
          withAsterisk
          label={t(`mediation.${textLabel(act)}`)}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={2_000}
          value={fields.text}
          error={error}
          onChange={({ currentTarget: { value } }) => onChange({ text: value })}
        />
      );
    case 'result':
      return (
        <SegmentedControl
          aria-label={t('mediation.result')}
          value={fields.result}
          onChange={(result) => onChange({ result })}
          data={SessionResult.options.map((value) => ({ value, label: t(`mediation.results.${value}`) }))}
        />
      );
    case 'isKept':
      return (
        <SegmentedControl
          aria-label={t('mediation.isKept')}
          value={fields.isKept ? 'yes' : 'no'}
          onChange={(chosen) => onChange({ isKept: chosen === 'yes' })}
          data={(['yes', 'no'] as const).map((value) => ({ value, label: t(`mediation.kept.${value}`) }))}
        />
      );
  }
}

function MediatorField({ fields, onChange, error }: Pick<FieldProps, 'fields' | 'onChange' | 'error'>) {
  const { t } = useTranslation();
  const choices = useColleagueChoices();
  return (
    <Select
      withAsterisk
      label={t('mediation.mediator')}
      searchable
      value={fields.mediatorId}
      error={error}
      onChange={(mediatorId) => onChange({ mediatorId })}
      data={choices}
    />
  );
}

type PartiesProps = { parties: PartyForm[]; onChange: (parties: PartyForm[]) => void; error: string | null };

function Parties({ parties, onChange, error }: PartiesProps) {
  const { t } = useTranslation();
  const put = (at: number, changed: Partial<PartyForm>) =>
    onChange(parties.map((each, index) => (index === at ? { ...each, ...changed } : each)));
  return (
    <>
      {parties.map((party, index) => (
        <div className={classes.party} key={party.key}>
          <Select
            aria-label={t('mediation.standing')}
            allowDeselect={false}
            value={party.standing}
            onChange={(standing) => standing && put(index, { standing })}
            data={Standing.options.map((value) => ({ value, label: t(`mediation.standings.${value}`) }))}
          />
          <TextInput
            aria-label={t('mediation.name')}
            placeholder={t('mediation.name')}
            maxLength={40}
            value={party.name}
            error={error !== null && party.name.trim() === '' ? error : null}
            onChange={({ currentTarget: { value } }) => put(index, { name: value })}
          />
          <TextInput
            aria-label={t('mediation.phone')}
            placeholder={t('mediation.phone')}
            type="tel"
            maxLength={30}
            value={party.phone}
            onChange={({ currentTarget: { value } }) => put(index, { phone: value })}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('mediation.removeParty', { nth: index + 1 })}
            onClick={() => onChange(parties.filter((_, at) => at !== index))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={parties.length >= 20}
          onClick={() => onChange(withParty(parties))}
        >
          {t('mediation.addParty')}
        </Button>
      </div>
    </>
  );
}
