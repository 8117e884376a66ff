/** Who is to look on the spot: the members of the grid, or whoever is named; where the grid has nobody, somebody must be. */
import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GridMember } from '../../../config/contract/grid-member.ts';
import type { Incident, SpotTask } from '../../../config/contract/incident.ts';
import { type ActName, isPartyTo } from '../../../config/contract/incident-act.ts';
import { may } from '../../../config/contract/rights.ts';
import { useGridMembers } from '../grids/use-grid-members.ts';
import type { ActFields } from './act-form.rules.ts';
import { useColleagueChoices } from './colleagues.ts';

type SpotPeopleFieldProps = {
  kind: SpotTask['kind'];
  incident: Incident;
  fields: ActFields;
  onChange: (changed: Partial<ActFields>) => void;
  shared: { label: string; withAsterisk: boolean; error: string | null };
};

export function SpotPeopleField({ kind, incident, fields, onChange, shared }: SpotPeopleFieldProps) {
  const { t } = useTranslation();
  const choices = useColleagueChoices(
    ({ personId, role }) => may({ role }, 'incident.verify') && !isPartyTo(kind, personId, incident),
  );
  return (
    <MultiSelect
      {...shared}
      label={t('incidentActs.spotPeople')}
      description={t(shared.withAsterisk ? 'incidentActs.spotPeopleNeeded' : 'incidentActs.spotPeopleHint')}
      searchable
      maxValues={10}
      value={fields.personIds}
      onChange={(personIds) => onChange({ personIds })}
      data={choices}
    />
  );
}

/** Known once the members of the grids are. */
export function useMustNamePeople(act: ActName, incident: Incident): boolean {
  const members = useGridMembers();
  if (act !== 'verify' && act !== 'check') return false;
  return incident.gridId === null || (members !== undefined && !members.some((each) => canLook(act, each, incident)));
}

function canLook(kind: SpotTask['kind'], { gridId, personId, isActive }: GridMember, incident: Incident): boolean {
  return isActive && gridId === incident.gridId && !isPartyTo(kind, personId, incident);
}
