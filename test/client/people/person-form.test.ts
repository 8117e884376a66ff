/** What is sent when somebody adds or changes a person. */
import { expect, test } from 'vitest';
import {
  formOf,
  listedPeople,
  NEW_PERSON,
  passwordRule,
  personMistakes,
  postsOf,
  toAddPerson,
  toChangePerson,
} from '../../../client/src/people/person-form.rules.ts';
import { AddPerson, ChangePerson, isStrongPassword } from '../../../config/contract/person.ts';
import { person } from '../site-things.ts';

const TYPED = { ...NEW_PERSON, account: 'li.min', name: ' 李敏 ', post: ' 受理员', password: 'Duty-2026-desk' };
const SAVED = person('p1', { account: 'li.min', unit: '滨江社区', post: '值班长', cameraGroups: ['west', 'east'] });

test('what is added is trimmed and is what the contract takes', () => {
  const sent = toAddPerson(TYPED);
  expect(AddPerson.parse(sent)).toEqual(sent);
  expect(sent).toEqual({
    account: 'li.min',
    name: '李敏',
    unit: '',
    community: '',
    post: '受理员',
    phone: '',
    role: 'operator',
    cameraGroups: 'all',
    password: 'Duty-2026-desk',
  });
});

test('a person who is opened and saved unchanged stays as they are, password too', () => {
  const { id, account, createdAtMs, unitId, ...kept } = SAVED;
  expect(ChangePerson.parse(toChangePerson(formOf(SAVED)))).toEqual(kept);
});

test('a new password is sent', () => {
  expect(toChangePerson({ ...formOf(SAVED), password: 'Duty-2026-desk' }).password).toBe('Duty-2026-desk');
});

test('all groups stay all groups, whatever was chosen before', () => {
  expect(toChangePerson({ ...formOf(SAVED), groupsMode: 'all' }).cameraGroups).toBe('all');
});

test('no chosen group is no group, not all of them', () => {
  expect(toChangePerson({ ...formOf(SAVED), groupIds: [] }).cameraGroups).toEqual([]);
});

test('a good form has no mistakes', () => {
  expect([personMistakes(TYPED, true), personMistakes(formOf(SAVED), false)]).toEqual([{}, {}]);
});

test.each([
  [{ name: '李' }, { name: 'name' }],
  [{ account: 'Li Min' }, { account: 'account' }],
  [{ account: 'l' }, { account: 'account' }],
  [{ password: 'short' }, { password: 'password' }],
  [{ password: '' }, { password: 'password' }],
  [{ unit: '长'.repeat(61) }, { unit: 'unit' }],
  [{ post: '长'.repeat(21) }, { post: 'post' }],
  [{ phone: '1'.repeat(31) }, { phone: 'phone' }],
])('for a new person %j is answered with %j', (change, mistakes) => {
  expect(personMistakes({ ...TYPED, ...change }, true)).toEqual(mistakes);
});

test('a change needs no password, but not a weak one', () => {
  const weak = personMistakes({ ...formOf(SAVED), password: 'weak' }, false);
  expect([personMistakes(formOf(SAVED), false), weak]).toEqual([{}, { password: 'password' }]);
});

test.each([
  '',
  'abcdefghij',
  'abcdefghi1',
  'Abcdefgh1',
  'Abcdefghi1',
  'abcdefg-12',
  '密码密码密码密码密码',
  'Aa1密码密码密码密',
])('the rule that is shown for %j is the rule that is kept', (password) => {
  const { length, kinds } = passwordRule(password);
  expect(length && kinds).toBe(isStrongPassword(password));
});

test('a search finds the name, the account, the unit and the post', () => {
  const found = (search: string) => listedPeople([SAVED], search).length;
  expect([found('李'), found('LI.'), found('滨江'), found('班长'), found('没有')]).toEqual([1, 1, 1, 1, 0]);
});

test('an account that cannot be changed is not complained about', () => {
  expect(personMistakes({ ...formOf(SAVED), account: 'Old Account' }, false)).toEqual({});
});

test('posts in use are proposed once each, and no empty one', () => {
  const post = (id: string, post: string) => person(id, { post });
  const posts = postsOf([post('a', '派遣员'), post('b', ''), post('c', '受理员'), post('d', '派遣员')]);
  expect([posts.length, new Set(posts)]).toEqual([2, new Set(['派遣员', '受理员'])]);
});
