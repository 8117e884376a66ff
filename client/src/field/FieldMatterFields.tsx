/** What the matter also asks, large enough for a thumb. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../../../config/contract/matter.ts';
import { type FormValues, formProblems } from '../../../config/contract/matter-form.ts';
import classes from './FieldForm.module.css';

type FieldMatterFieldsProps = {
  fields: readonly FormField[];
  form: FormValues;
  onChange: (form: FormValues) => void;
  isTried: boolean;
  /** Whether what is required must be there already. */
  isComplete?: boolean;
};

export function FieldMatterFields({ fields, form, onChange, isTried, isComplete = true }: FieldMatterFieldsProps) {
  const { t } = useTranslation();
  const formId = useId();
  const problems = isTried ? formProblems(fields, form, isComplete) : [];
  return fields.map((field) => {
    const problem = problems.find((each) => each.field.key === field.key)?.problem;
    return (
      <label key={field.key} htmlFor={`${formId} ${field.key}`}>
        {field.label}
        {field.required && ' *'}
        <Answer
          id={`${formId} ${field.key}`}
          field={field}
          value={form[field.key] ?? ''}
          onChange={(value) => onChange({ ...form, [field.key]: value })}
        />
        {problem && (
          <span className={classes.wrong} role="alert">
            {t(`matterForm.mistake.${problem}`)}
          </span>
        )}
      </label>
    );
  });
}

function Answer({
  id,
  field,
  value,
  onChange,
}: {
  id: string;
  field: FormField;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const { kind, choices } = field;
  if (kind === 'choice' || kind === 'yesNo') {
    const offered =
      kind === 'choice'
        ? choices.map((each) => ({ value: each, label: each }))
        : (['yes', 'no'] as const).map((each) => ({ value: each, label: t(`matterForm.${each}`) }));
    return (
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{t('matterForm.choose')}</option>
        {offered.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      id={id}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      maxLength={500}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
