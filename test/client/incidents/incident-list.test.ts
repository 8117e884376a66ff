/** Which incidents are listed. */
import { expect, test } from 'vitest';
import {
  asksForEnded,
  hasInbox,
  type IncidentFilter,
  inboxCount,
  listedIncidents,
  NO_FILTER,
  openCount,
} from '../../../client/src/incidents/incident-list.rules.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { RightsHolder } from '../../../config/contract/person.ts';
import { Role, type Scope } from '../../../config/contract/rights.ts';
import { incident, person } from '../site-things.ts';

const ALL: IncidentFilter = { ...NO_FILTER, state: 'all' };
const OFFICER: RightsHolder = {
  ...person('officer', { role: 'unitOfficer', unitId: 'police' }),
  cameraRights: { held: {} as RightsHolder['cameraRights']['held'], exportsAlone: [], ended: [] },
  gridIds: [],
};
const FOR = { person: OFFICER, timeZone: 'UTC' };
const listed = (filter: IncidentFilter) => listedIncidents(SITE, filter, FOR);
const BOTH: Scope = {
  ...{ action: 'incident.view' as const, cameraGroupId: null },
  belonging: { unitIds: [], community: null, gridIds: ['east', 'patrol'], personIds: [], confidential: false },
};
const OLD = incident('old', { reportedAtMs: 1, title: '路面积水', gridId: 'west' });
const NEW = incident('new', { reportedAtMs: 2, title: '占道经营', gridId: 'east', address: '东门路', scope: BOTH });
const DONE = incident('done', { reportedAtMs: 3, title: '电动车起火', state: 'closed', gridId: 'west' });
const SITE = [OLD, DONE, NEW];

test('open incidents come first, each part from the newest', () => {
  expect(listed(ALL)).toEqual([NEW, OLD, DONE]);
});

test.each([
  ['open', [NEW, OLD]],
  ['closed', [DONE]],
] as const)('the filter %s lists those alone', (state, those) => {
  expect(listed({ ...ALL, state })).toEqual(those);
});

test('a grid lists what happened in it', () => {
  expect(listed({ ...ALL, gridId: 'west' })).toEqual([OLD, DONE]);
});

test('a governance grid lists what happened in the base grids it was laid over', () => {
  expect(listed({ ...ALL, gridId: 'patrol' })).toEqual([NEW]);
});

test('a search finds the title, the number, the address and the reporter', () => {
  const found = (search: string) => listed({ ...ALL, search }).length;
  expect([found('积水'), found('-NEW'), found('东门路'), found(' 李敏 '), found('没有')]).toEqual([1, 1, 1, 3, 0]);
});

test('days list what was reported from the first to the end of the last', () => {
  const DAY_MS = 86_400_000;
  const [eve, day, end, after] = [DAY_MS - 1, DAY_MS, 2 * DAY_MS - 1, 2 * DAY_MS].map((reportedAtMs) =>
    incident(`${reportedAtMs}`, { reportedAtMs }),
  ) as [Incident, Incident, Incident, Incident];
  const on = (days: Partial<IncidentFilter>) => listedIncidents([eve, day, end, after], { ...ALL, ...days }, FOR);
  expect(on({ fromDay: '1970-01-02', toDay: '1970-01-02' })).toEqual([end, day]);
  expect(on({ fromDay: '1970-01-02' })).toEqual([after, end, day]);
  expect(on({ toDay: '1970-01-02' })).toEqual([end, day, eve]);
});

test('an inbox lists what waits for the unit, what is due first at the top, and counts it', () => {
  const offered = (id: string, dueAtMs: number, state: 'offered' | 'returned' = 'offered') =>
    incident(id, {
      state: 'dispatched',
      assignments: [{ unitId: 'police', role: 'lead', state, clock: null } as Incident['assignments'][number]],
      clock: { dueAtMs } as Incident['clock'],
    });
  const [late, soon, returned] = [offered('late', 9), offered('soon', 5), offered('returned', 1, 'returned')];
  const reported = incident('reported', { reporter: { personId: OFFICER.id, name: '', phone: '' } });
  const suspended = { ...offered('suspended', 2), state: 'suspended' as const };
  const all = [late, returned, reported, soon, suspended];
  expect(listedIncidents(all, { ...NO_FILTER, state: 'mine' }, FOR)).toEqual([soon, late]);
  expect(inboxCount(all, OFFICER)).toBe(2);
});

test('units and communities have an inbox, the command desk has none', () => {
  expect(Role.options.filter((role) => hasInbox({ role }))).toEqual(['unitOfficer', 'communityOfficer', 'gridMember']);
});

test('older ones are asked for where ended ones are listed and something narrows them', () => {
  expect(asksForEnded(ALL)).toBe(false);
  expect(asksForEnded({ ...ALL, search: ' ' })).toBe(false);
  expect(asksForEnded({ ...ALL, state: 'closed', search: '积水' })).toBe(true);
  expect(asksForEnded({ ...ALL, toDay: '1970-01-01' })).toBe(true);
  expect(asksForEnded({ ...NO_FILTER, search: '积水' })).toBe(false);
});

test('only open incidents are counted as open', () => {
  expect(openCount(SITE)).toBe(2);
});
