/** Who can be given a part in a case; asked for by the desk alone. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Colleague } from '../../../config/contract/person.ts';
import { api } from '../api/api.ts';
import { useMay } from '../session/session.ts';

type Choice = { value: string; label: string };

function useColleagues() {
  return useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => api('GET /api/colleagues', { signal }),
    enabled: useMay('incident.dispatch'),
  });
}

/** For a choice: whose part it is to be is known by unit and post, and by the role where there is none. */
export function useColleagueChoices(isAble: (colleague: Colleague) => boolean = () => true): Choice[] {
  const { t } = useTranslation();
  const colleagues = useColleagues().data ?? [];
  return colleagues.filter(isAble).map(({ personId, name, unit, post, role }) => ({
    value: personId,
    label: [name, unit, post || t(`role.${role}`)].filter(Boolean).join(' · '),
  }));
}
