/** A time limit in the field's words, and below it how it was read. */
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseTimeLimit, type TimeUnit, timeLimitText } from '../../../config/contract/time-limit.ts';

/** In the field's own words, whatever the console's language: they are what is read. */
const LIMIT_EXAMPLES = words(['minute', 30], ['workHour', 4], ['workDay', 2]);
export const ROUND_THE_CLOCK = words(['hour', 4], ['day', 2]);

function words(...limits: [unit: TimeUnit, amount: number][]): string {
  return limits.map(([unit, amount]) => timeLimitText({ unit, amount })).join('、');
}

type LimitInputProps = { label: string; value: string; error: string | null; onChange: (value: string) => void };

export function LimitInput({ label, value, error, onChange }: LimitInputProps) {
  const { t } = useTranslation();
  const read = parseTimeLimit(value);
  return (
    <TextInput
      label={label}
      maxLength={40}
      placeholder={t('matterEditor.limitExample', { examples: LIMIT_EXAMPLES })}
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
