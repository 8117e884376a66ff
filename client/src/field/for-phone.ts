/** Who works outside begins with the phone page, on a screen that is a phone's. */
import type { Person } from '../../../config/contract/person.ts';
import type { Role } from '../../../config/contract/rights.ts';

const OUTSIDE: readonly Role[] = ['gridMember', 'unitOfficer', 'communityOfficer'];

export function isForPhone({ role }: Pick<Person, 'role'>): boolean {
  return OUTSIDE.includes(role) && window.matchMedia('(max-width: 600px)').matches;
}
