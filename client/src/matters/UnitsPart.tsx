/** Which units see to a matter; names that are not in the register may stand there, too. */
import { Autocomplete, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSite } from '../realtime/site-store.ts';
import classes from './MatterEditor.module.css';
import type { PartProps } from './MatterEditor.tsx';

export function UnitsPart({ form, onChange }: PartProps) {
  const { t } = useTranslation();
  const units = useSite((site) => site.units);
  const names = [...new Set([...units.values()].filter(({ disabled }) => !disabled).map(({ name }) => name))];
  return (
    <div className={classes.units}>
      <Autocomplete
        label={t('matters.column.leadUnit')}
        maxLength={40}
        value={form.leadUnitName}
        onChange={(leadUnitName) => onChange({ leadUnitName })}
        data={names}
      />
      <Autocomplete
        label={t('matters.column.supervising')}
        maxLength={40}
        value={form.supervisingUnitName}
        onChange={(supervisingUnitName) => onChange({ supervisingUnitName })}
        data={names}
      />
      <TagsInput
        label={t('matters.column.assist')}
        maxTags={20}
        acceptValueOnBlur
        value={form.assistUnitNames}
        onChange={(assistUnitNames) => onChange({ assistUnitNames })}
        data={names}
      />
    </div>
  );
}
