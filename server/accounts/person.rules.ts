/** What may be done to people's accounts. Pure. */
import type { ChangePerson, Colleague, Person } from '../../config/contract/person.ts';
import type { Scope } from '../../config/contract/rights.ts';

export const PERSON_SCOPE: Scope = { action: 'people.manage', cameraGroupId: null };

export function change(person: Person, { password: _, ...changes }: ChangePerson): Person {
  return { ...person, ...withoutMissing(changes) };
}

/** A site that nobody can administer any more is a site nobody can repair. */
export function keepsAnAdministrator(people: readonly Person[], changed: Person): boolean {
  return people
    .map((person) => (person.id === changed.id ? changed : person))
    .some((person) => person.role === 'administrator' && !person.disabled);
}

export function rightsDiffer(before: Person, after: Person): boolean {
  const rightsOf = ({ role, unit, unitId, community, cameraGroups }: Person) =>
    JSON.stringify([role, unit, unitId, community, cameraGroups]);
  return rightsOf(before) !== rightsOf(after);
}

/** Those who can be given a part in something: a screen on a wall cannot. */
export function colleaguesAmong(people: readonly Person[]): Colleague[] {
  return people
    .filter(({ disabled, role }) => !disabled && role !== 'screen')
    .map(({ id, name, unit, post, role }) => ({ personId: id, name, unit, post, role }));
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** A field that was left out is not a field that was emptied. */
function withoutMissing<T extends object>(changes: T): Present<T> {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Present<T>;
}
