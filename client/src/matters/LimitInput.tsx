/** A time limit in the field's words, and below it how it was read. */
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseTimeLimit } from '../../../config/contract/time-limit.ts';

type LimitInputProps = { label: string; value: string; error: string | null; onChange: (value: string) => void };

export function LimitInput({ label, value, error, onChange }: LimitInputProps) {
  const { t } = useTranslation();
  const read = parseTimeLimit(value);
  return (
    <TextInput
      label={label}
      maxLength={40}
      placeholder={t('matterEditor.limitExample')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={
        read
          ? `→ ${t(`matters.unit.${read.unit}`, { count: read.amount })}`
          : value.trim() !== '' && !error && t('matterEditor.notRead')
      }
      value={value}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
