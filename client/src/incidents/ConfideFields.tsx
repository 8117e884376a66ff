/** Who sees a case: everybody by their rights, or the people named in it. */
import { MultiSelect, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ActFields } from './act-form.rules.ts';
import { useColleagueChoices } from './colleagues.ts';

type ConfideFieldProps = {
  fields: ActFields;
  onChange: (changed: Partial<ActFields>) => void;
  shared: { label: string; withAsterisk: boolean; error: string | null };
};

export function SecretField({ fields, onChange, shared }: ConfideFieldProps) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={shared.label}
      value={fields.confidential}
      onChange={(chosen) => onChange({ confidential: chosen === 'yes' ? 'yes' : 'no' })}
      data={[
        { value: 'yes', label: t('matterForm.keepSecret') },
        { value: 'no', label: t('matterForm.openAll') },
      ]}
    />
  );
}

export function PeopleField({ fields, onChange, shared }: ConfideFieldProps) {
  const { t } = useTranslation();
  const choices = useColleagueChoices();
  if (fields.confidential === 'no') return null;
  return (
    <MultiSelect
      {...shared}
      description={t('matterForm.insidersHint')}
      searchable
      value={fields.personIds}
      onChange={(personIds) => onChange({ personIds })}
      data={choices}
    />
  );
}
