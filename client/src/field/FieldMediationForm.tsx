/** One step of a mediation, large enough for a thumb. It goes to the server or nowhere; until then it stays on the screen. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { type MediationActName, type MediationView, SessionResult } from '../../../config/contract/mediation.ts';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { Modal } from '../kit/Modal.tsx';
import {
  type MediationForm as Fields,
  MEDIATION_ASKED,
  type MediationField,
  textLabel,
} from '../mediation/mediation-form.rules.ts';
import { useMediationStep } from '../mediation/use-mediation-step.ts';
import { useCanAct } from '../realtime/connection-store.ts';
import classes from './FieldForm.module.css';

type FieldMediationFormProps = {
  incident: Incident;
  act: MediationActName;
  view: MediationView;
  onDone: () => void;
  onCancel: () => void;
};

export function FieldMediationForm({ incident, act, view, onDone, onCancel }: FieldMediationFormProps) {
  const { t } = useTranslation();
  const canAct = useCanAct();
  const step = useMediationStep({ incidentId: incident.id, act, view, onDone });
  const word = t(`mediation.act.${act}`);
  return (
    <Modal
      opened
      fullScreen
      onClose={onCancel}
      title={word}
      classNames={{ body: classes.sheet, title: classes.sheetTitle }}
    >
      <form className={classes.form} noValidate aria-label={word} onSubmit={step.submit}>
        <p className={classes.quiet}>{incident.title}</p>
        {MEDIATION_ASKED[act].map((field) => (
          <Field
            key={field}
            {...{ act, field, fields: step.fields, onChange: step.change }}
            isMissing={step.missing.includes(field)}
          />
        ))}
        {step.failure && <FailureNotice failure={step.failure} />}
        {!canAct && (
          <p className={classes.wrong} role="alert">
            {t('field.mediation.unsent')}
          </p>
        )}
        <button type="submit" className={classes.large} data-main disabled={!canAct || step.isBusy}>
          {word}
        </button>
      </form>
    </Modal>
  );
}

type FieldProps = {
  act: MediationActName;
  field: MediationField;
  fields: Fields;
  isMissing: boolean;
  onChange: (changed: Partial<Fields>) => void;
};

function Field({ act, field, fields, isMissing, onChange }: FieldProps) {
  const { t } = useTranslation();
  const missing = isMissing && (
    <span className={classes.wrong} role="alert">
      {t('mediation.needed')}
    </span>
  );
  switch (field) {
    case 'day':
      return (
        <label>
          {t(act === 'agree' ? 'mediation.dueDay' : 'mediation.day')}
          <input
            type="date"
            value={fields.day}
            aria-invalid={isMissing}
            onChange={({ currentTarget: { value } }) => onChange({ day: value })}
          />
          {missing}
        </label>
      );
    case 'place':
      return (
        <label>
          {t('mediation.place')}
          <input
            type="text"
            maxLength={100}
            value={fields.place}
            aria-invalid={isMissing}
            onChange={({ currentTarget: { value } }) => onChange({ place: value })}
          />
          {missing}
        </label>
      );
    case 'text':
      return (
        <label>
          {t(`mediation.${textLabel(act)}`)}
          <textarea
            rows={5}
            maxLength={2_000}
            value={fields.text}
            aria-invalid={isMissing}
            onChange={({ currentTarget: { value } }) => onChange({ text: value })}
          />
          {missing}
        </label>
      );
    case 'result':
      return (
        <Choices
          legend={t('mediation.result')}
          value={fields.result}
          choices={SessionResult.options.map((value) => [value, t(`mediation.results.${value}`)])}
          onChoose={(result) => onChange({ result })}
        />
      );
    case 'isKept':
      return (
        <Choices
          legend={t('mediation.isKept')}
          value={fields.isKept ? 'yes' : 'no'}
          choices={(['yes', 'no'] as const).map((value) => [value, t(`mediation.kept.${value}`)])}
          onChoose={(chosen) => onChange({ isKept: chosen === 'yes' })}
        />
      );
    // Asked at a desk alone.
    case 'parties':
    case 'mediatorId':
      return null;
  }
}

type ChoicesProps<Value extends string> = {
  legend: string;
  value: Value;
  choices: readonly (readonly [Value, string])[];
  onChoose: (value: Value) => void;
};

function Choices<Value extends string>({ legend, value, choices, onChoose }: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset className={classes.choices}>
      <legend>{legend}</legend>
      {choices.map(([choice, label]) => (
        <label key={choice}>
          <input type="radio" name={name} checked={value === choice} onChange={() => onChoose(choice)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
