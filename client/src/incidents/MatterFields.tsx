/** What the chosen matter also asks, filled in at the desk. */
import { NumberInput, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormField, Matter } from '../../../config/contract/matter.ts';
import { type FormValues, formProblems } from '../../../config/contract/matter-form.ts';
import { FormPart } from '../kit/FormPart.tsx';
import classes from './MatterFields.module.css';

type MatterFieldsProps = {
  matter: Pick<Matter, 'name' | 'fields'>;
  form: FormValues;
  onChange: (form: FormValues) => void;
  /** Whether what is missing or wrong is said. */
  isTried: boolean;
};

export function MatterFields({ matter, form, onChange, isTried }: MatterFieldsProps) {
  const { t } = useTranslation();
  if (matter.fields.length === 0) return null;
  const problems = isTried ? formProblems(matter.fields, form) : [];
  const errorOf = (field: FormField) => {
    const found = problems.find((each) => each.field.key === field.key);
    return found ? t(`matterForm.mistake.${found.problem}`) : null;
  };
  return (
    <FormPart title={t('matterForm.title', { matter: matter.name })}>
      <Stack gap="sm" w="100%">
        {matter.fields.map((field) => (
          <MatterField
            key={field.key}
            field={field}
            value={form[field.key] ?? ''}
            error={errorOf(field)}
            onChange={(value) => onChange({ ...form, [field.key]: value })}
          />
        ))}
      </Stack>
    </FormPart>
  );
}

type MatterFieldProps = { field: FormField; value: string; error: string | null; onChange: (value: string) => void };

function MatterField({ field, value, error, onChange }: MatterFieldProps) {
  const { t } = useTranslation();
  const { label, kind, required, choices } = field;
  const shared = { label, withAsterisk: required, error };
  switch (kind) {
    case 'text':
    case 'date':
      return (
        <TextInput
          {...shared}
          type={kind}
          maxLength={500}
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case 'number':
      return <NumberInput {...shared} value={value} onChange={(typed) => onChange(String(typed))} />;
    case 'choice':
      return (
        <Select
          {...shared}
          clearable={!required}
          placeholder={t('matterForm.choose')}
          value={value || null}
          onChange={(chosen) => onChange(chosen ?? '')}
          data={choices}
        />
      );
    case 'yesNo':
      return (
        <div>
          <span className={classes.label} data-required={required}>
            {label}
          </span>
          <SegmentedControl
            aria-label={label}
            value={value}
            onChange={onChange}
            data={(['yes', 'no'] as const).map((each) => ({ value: each, label: t(`matterForm.${each}`) }))}
          />
          {error && <p className={classes.wrong}>{error}</p>}
        </div>
      );
  }
}
