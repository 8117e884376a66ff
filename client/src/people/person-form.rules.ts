/** From what was typed about a person to what the server is asked. Pure. */
import { isStrongPassword, type Person, POST_MOST } from '../../../config/contract/person.ts';
import type { Role } from '../../../config/contract/rights.ts';
import type { RouteInput } from '../../../config/contract/routes.ts';

export type PersonForm = {
  account: string;
  name: string;
  unit: string;
  community: string;
  post: string;
  phone: string;
  role: Role;
  groupsMode: 'all' | 'chosen';
  groupIds: string[];
  disabled: boolean;
  /** Always empty at first; empty in a change leaves the old one. */
  password: string;
};
export type PersonMistake = 'name' | 'account' | 'password' | 'unit' | 'post' | 'phone';

const ACCOUNT = /^[a-z0-9][a-z0-9._-]{1,31}$/;

export const NEW_PERSON: PersonForm = {
  account: '',
  name: '',
  unit: '',
  community: '',
  post: '',
  phone: '',
  role: 'operator',
  groupsMode: 'all',
  groupIds: [],
  disabled: false,
  password: '',
};

export function formOf({
  account,
  name,
  unit,
  community,
  post,
  phone,
  role,
  cameraGroups,
  disabled,
}: Person): PersonForm {
  return {
    account,
    name,
    unit,
    community,
    post,
    phone,
    role,
    groupsMode: cameraGroups === 'all' ? 'all' : 'chosen',
    groupIds: cameraGroups === 'all' ? [] : cameraGroups,
    disabled,
    password: '',
  };
}

export function personMistakes(form: PersonForm, isNew: boolean): Partial<Record<keyof PersonForm, PersonMistake>> {
  const mistakes: Partial<Record<keyof PersonForm, PersonMistake>> = {};
  const nameLength = form.name.trim().length;
  if (nameLength < 2 || nameLength > 40) mistakes.name = 'name';
  if (isNew && !ACCOUNT.test(form.account)) mistakes.account = 'account';
  if ((isNew || form.password !== '') && !isStrongPassword(form.password)) mistakes.password = 'password';
  if (form.unit.trim().length > 60) mistakes.unit = 'unit';
  if (form.post.trim().length > POST_MOST) mistakes.post = 'post';
  if (form.phone.trim().length > 30) mistakes.phone = 'phone';
  return mistakes;
}

export function toAddPerson(form: PersonForm): RouteInput<'POST /api/people'> {
  return { ...described(form), account: form.account, password: form.password };
}

export function toChangePerson(form: PersonForm): RouteInput<'PATCH /api/people/:personId'> {
  return { ...described(form), disabled: form.disabled, ...(form.password !== '' && { password: form.password }) };
}

/** The parts of the rule, so that each can be ticked off while typing. */
export function passwordRule(password: string): { length: boolean; kinds: boolean } {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length;
  return { length: password.length >= 10, kinds: kinds >= 3 };
}

export function listedPeople(people: readonly Person[], search: string): Person[] {
  const wanted = search.trim().toLowerCase();
  return people.filter(({ name, account, unit, post }) =>
    [name, account, unit, post].some((text) => text.toLowerCase().includes(wanted)),
  );
}

/** In use, each once. */
export function postsOf(people: readonly Person[]): string[] {
  return [...new Set(people.map(({ post }) => post).filter(Boolean))].toSorted((one, other) =>
    one.localeCompare(other),
  );
}

function described({ name, unit, community, post, phone, role, groupsMode, groupIds }: PersonForm) {
  return {
    name: name.trim(),
    unit: unit.trim(),
    community: community.trim(),
    post: post.trim(),
    phone: phone.trim(),
    role,
    cameraGroups: groupsMode === 'all' ? ('all' as const) : groupIds,
  };
}
