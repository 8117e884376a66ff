/** 立结案标准: by which condition it is filed, and by which it is closed. */
import { Checkbox, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Matter } from '../../../config/contract/matter.ts';
import { Facts } from '../kit/Facts.tsx';
import type { ActFields } from './act-form.rules.ts';
import { useMatterOf } from './FormFacts.tsx';

type StandardFieldProps = {
  matter: Pick<Matter, 'standards'>;
  fields: ActFields;
  onChange: (changed: Partial<ActFields>) => void;
};

/** Chosen where there is more than one, else read. */
export function StandardField({ matter: { standards }, fields, onChange }: StandardFieldProps) {
  const { t } = useTranslation();
  const [only] = standards;
  if (!only) return null;
  if (standards.length === 1) return <Facts facts={[[t('matters.filing'), only.filingCondition || '—']]} />;
  return (
    <Radio.Group
      label={t('incidentActs.field.standard')}
      value={String(fields.standard)}
      onChange={(chosen) => onChange({ standard: Number(chosen) })}
    >
      <Stack gap={6} mt={4}>
        {standards.map(({ filingCondition, limitText, handleLimit }, index) => (
          <Radio
            // biome-ignore lint/suspicious/noArrayIndexKey: its place is what a standard is known by.
            key={index}
            value={String(index)}
            label={filingCondition || '—'}
            description={t('incidentActs.standardLimit', {
              limit: limitText || `${handleLimit.amount} ${t(`incidentActs.unit.${handleLimit.unit}`)}`,
            })}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Of the standard it was filed under; empty or unknown where there is none. */
export function useClosingCondition(incident: Incident): string | undefined {
  return useMatterOf(incident).matter?.standards[incident.matter?.standard ?? 0]?.closingCondition;
}

export function ClosingCondition({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const condition = useClosingCondition(incident);
  return condition ? <Facts facts={[[t('matters.closing'), condition]]} /> : null;
}

type ConditionMetProps = Omit<StandardFieldProps, 'matter'> & { incident: Incident; error: string | null };

/** Ticked by whoever closes it. */
export function ConditionMet({ incident, fields, onChange, error }: ConditionMetProps) {
  const { t } = useTranslation();
  return (
    <Checkbox
      label={t('incidentActs.conditionMet')}
      description={useClosingCondition(incident)}
      checked={fields.conditionMet}
      error={error && t('incidentActs.conditionNeeded')}
      onChange={(event) => onChange({ conditionMet: event.currentTarget.checked })}
    />
  );
}
