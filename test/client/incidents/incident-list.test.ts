/** Which incidents are listed. */
import { expect, test } from 'vitest';
import { listedIncidents, openCount } from '../../../client/src/incidents/incident-list.rules.ts';
import { incident } from '../site-things.ts';

const ALL = { search: '', state: 'all', gridId: null } as const;
const OLD = incident('old', { reportedAtMs: 1, title: '路面积水', gridId: 'west' });
const NEW = incident('new', { reportedAtMs: 2, title: '占道经营', gridId: 'east' });
const DONE = incident('done', { reportedAtMs: 3, title: '电动车起火', state: 'closed', gridId: 'west' });
const SITE = [OLD, DONE, NEW];

test('open incidents come first, each part from the newest', () => {
  expect(listedIncidents(SITE, ALL)).toEqual([NEW, OLD, DONE]);
});

test.each([
  ['open', [NEW, OLD]],
  ['closed', [DONE]],
] as const)('the filter %s lists those alone', (state, listed) => {
  expect(listedIncidents(SITE, { ...ALL, state })).toEqual(listed);
});

test('a grid lists what happened in it', () => {
  expect(listedIncidents(SITE, { ...ALL, gridId: 'west' })).toEqual([OLD, DONE]);
});

test('a search finds the title, the number and the reporter', () => {
  const found = (search: string) => listedIncidents(SITE, { ...ALL, search }).length;
  expect([found('积水'), found('-NEW'), found(' 李敏 '), found('没有')]).toEqual([1, 1, 3, 0]);
});

test('only open incidents are counted as open', () => {
  expect(openCount(SITE)).toBe(2);
});
