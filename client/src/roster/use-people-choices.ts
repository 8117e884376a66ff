/** Who can be put on duty, for a choice; whoever is in the shift already stays to be chosen. */
import type { Shift } from '../../../config/contract/roster.ts';
import { useRosterPeople } from './roster.ts';

export function usePeopleChoices(shift: Shift | null): { value: string; label: string }[] {
  const people = useRosterPeople().data ?? [];
  const known = people.map(({ personId, name, unit, post }) => {
    const whose = [unit, post].filter(Boolean).join(' · ');
    return { value: personId, label: whose === '' ? name : `${name}（${whose}）` };
  });
  const others = (shift ? [shift.leader, ...shift.people] : []).filter(
    ({ personId }) => !known.some(({ value }) => value === personId),
  );
  return [...known, ...others.map(({ personId, name }) => ({ value: personId, label: name }))];
}
