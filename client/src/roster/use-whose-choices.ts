/** Whose roster somebody may put up: the command room's and every unit's, or that of their own unit. */
import { useTranslation } from 'react-i18next';
import { maySee } from '../../../config/contract/rights.ts';
import { rosterScope } from '../../../config/contract/roster.ts';
import { useSite } from '../realtime/site-store.ts';
import { useSession } from '../session/session.ts';

export function useWhoseChoices(): { choices: { value: string; label: string }[]; first: string | null } {
  const { t } = useTranslation();
  const { person } = useSession();
  const units = useSite((site) => site.units);
  const may = (unitId: string | null) => maySee(person, rosterScope(unitId));
  const ofUnits = [...units.values()].filter(({ id, disabled }) => !disabled && may(id));
  const choices = [
    ...(may(null) ? [{ value: '', label: t('roster.room') }] : []),
    ...ofUnits.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return { choices, first: choices[0]?.value || null };
}
