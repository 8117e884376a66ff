/** Which units are sent: whoever has somebody free first, the nearest of those first, each with how far and how busy it is. */
import { MultiSelect } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../../config/contract/incident.ts';
import { useDuty } from '../duty/duty.ts';
import { placeOf } from '../map/incident-pins.rules.ts';
import { unitsToSend } from '../map/near-units.rules.ts';
import { useSite } from '../realtime/site-store.ts';
import { useMay } from '../session/session.ts';
import { useNowMs } from '../time/use-now.ts';
import type { ActFields } from './act-form.rules.ts';
import classes from './UnitsInput.module.css';

type UnitsInputProps = {
  field: 'leadUnitIds' | 'assistUnitIds';
  incident: Incident;
  fields: ActFields;
  onChange: (changed: Partial<ActFields>) => void;
  shared: { label: string; withAsterisk: boolean; error: string | null };
};

const AGES_EVERY_MS = 10_000;

export function UnitsInput({ field, incident, fields, onChange, shared }: UnitsInputProps) {
  const { t } = useTranslation();
  const units = useSite((site) => site.units);
  const cameras = useSite((site) => site.cameras);
  const maySeeDuty = useMay('duty.view');
  const onDuty = useDuty();
  const nowMs = useNowMs(AGES_EVERY_MS);
  const place = placeOf(incident, cameras);
  const ordered = useMemo(
    () => new Map(unitsToSend(place, units.values(), { onDuty, nowMs }).map((each) => [each.unit.id, each])),
    [place, units, onDuty, nowMs],
  );
  return (
    <MultiSelect
      {...shared}
      description={field === 'leadUnitIds' ? t('incidentActs.leadHint') : undefined}
      searchable
      value={fields[field]}
      onChange={(unitIds) => onChange({ [field]: unitIds })}
      data={[...ordered.values()].map(({ unit }) => ({ value: unit.id, label: unit.name }))}
      renderOption={({ option }) => {
        const each = ordered.get(option.value);
        return (
          <span className={classes.unit}>
            <span>{option.label}</span>
            {each && maySeeDuty && (
              <span data-status={each.status}>{t(`map.unitStatus.${each.status}`, { count: each.onDutyCount })}</span>
            )}
            {each?.metres != null && (
              <span>{t(each.isByPerson ? 'map.metresPerson' : 'map.metres', { metres: Math.round(each.metres) })}</span>
            )}
          </span>
        );
      }}
    />
  );
}
