/** What is whose task on the phone, in which order, and what may be done with it there. */
import { expect, test } from 'vitest';
import { fieldActs } from '../../../client/src/field/field-acts.rules.ts';
import { outlineOf } from '../../../client/src/field/outline.rules.ts';
import { EMPTY_DRAFT, fieldsOf, mistakeIn, reportBody } from '../../../client/src/field/report-draft.ts';
import { ownClock, tasksOf } from '../../../client/src/incidents/tasks.rules.ts';
import type { Assignment, Incident } from '../../../config/contract/incident.ts';
import type { RightsHolder } from '../../../config/contract/person.ts';
import type { Scope } from '../../../config/contract/rights.ts';
import { farFromEvery } from '../../../config/contract/street-edge.ts';
import { incident, person } from '../site-things.ts';

const SCOPE: Scope = {
  ...{ action: 'incident.view' as const, cameraGroupId: null },
  belonging: { unitIds: ['own'], community: null, gridIds: ['g'], personIds: [], confidential: false },
};
const member: RightsHolder = {
  ...person('me', { role: 'gridMember', unitId: 'own' }),
  cameraRights: { held: {} as RightsHolder['cameraRights']['held'], exportsAlone: [], ended: [] },
  gridIds: ['g'],
};
const part = (state: Assignment['state'], unitId = 'own'): Assignment => ({
  ...{ unitId, unitName: unitId, role: 'lead', state, dispatchedAtMs: 0, acceptedAtMs: null },
  ...{ arrivedAtMs: null, doneAtMs: null, handler: null, reason: '', clock: null },
});
const one = (id: string, known: Partial<Incident>) => incident(id, { scope: SCOPE, ...known });
const asked = (personId: string, dueAtMs = 9) => ({
  ...{ kind: 'verify' as const, people: [{ personId, name: '' }], askedAtMs: 0, dueAtMs, isOverdueSaid: false },
});

const order = (unitId: string, repliedAtMs: number | null) =>
  ({ unitId, repliedAtMs }) as Incident['supervisions'][number];

test.each<[string, Incident, string | null]>([
  ['an offer to the own unit', one('1', { state: 'dispatched', assignments: [part('offered')] }), 'offer'],
  ['what the own unit handles', one('1', { state: 'handling', assignments: [part('arrived')] }), 'handling'],
  ['what one is asked to verify', one('1', { state: 'verifying', spotTask: asked('me') }), 'spot'],
  ['what a colleague is asked to verify', one('1', { state: 'verifying', spotTask: asked('you') }), null],
  ['an offer to another unit', one('1', { state: 'dispatched', assignments: [part('offered', 'other')] }), null],
  ['what was returned', one('1', { state: 'dispatched', assignments: [part('returned')] }), null],
  ['a dispute one mediates for another unit', one('1', { mediator: { personId: 'me', name: '' } }), 'mediation'],
  ['a dispute that a colleague mediates', one('1', { mediator: { personId: 'you', name: '' } }), null],
  ['what one reported', one('1', { reporter: { personId: 'me', name: '', phone: '' } }), 'reported'],
  [
    'an order the own unit has not answered',
    one('1', { state: 'handling', supervisions: [order('own', null)] }),
    'order',
  ],
  ['an order that was answered', one('1', { state: 'handling', supervisions: [order('own', 5)] }), null],
  ['an order to another unit', one('1', { state: 'handling', supervisions: [order('other', null)] }), null],
  ['what is closed', one('1', { state: 'closed', reporter: { personId: 'me', name: '', phone: '' } }), null],
])('%s', (_, known, kind) => {
  const tasks = tasksOf([known], member);
  expect(Object.entries(tasks).find(([, list]) => list.length > 0)?.[0] ?? null).toBe(kind);
});

test('what is due first is first', () => {
  const verifying = (id: string, dueAtMs: number) => one(id, { state: 'verifying', spotTask: asked('me', dueAtMs) });
  expect(tasksOf([verifying('late', 20), verifying('soon', 10)], member).spot.map(({ id }) => id)).toEqual([
    'soon',
    'late',
  ]);
});

test('a unit that assists goes by its own clock, and whoever leads by the incident’s', () => {
  const clock = (dueAtMs: number) => ({ dueAtMs }) as Assignment['clock'];
  const helping: Assignment = { ...part('accepted'), role: 'assist', clock: clock(10) };
  const handled = one('1', { state: 'handling', clock: clock(20), assignments: [part('accepted', 'other'), helping] });
  expect(ownClock(handled, member)).toEqual({ dueAtMs: 10 });
  expect(ownClock(handled, { unitId: 'other' })).toEqual({ dueAtMs: 20 });
});

test('outside one accepts, returns and says a word; what the desk decides is not offered', () => {
  const offered = one('1', { state: 'dispatched', assignments: [part('offered')] });
  expect(fieldActs(offered, member)).toEqual(['accept', 'return', 'remark']);
});

test('whoever has it in hand may ask for backup', () => {
  const handled = one('1', { state: 'handling', assignments: [part('arrived')] });
  expect(fieldActs(handled, member)).toEqual(['progress', 'finish', 'askBackup', 'return', 'remark']);
});

test('a report needs a title, and a place of some kind', () => {
  const { fields } = EMPTY_DRAFT;
  const here = { longitude: 1, latitude: 2 };
  expect(mistakeIn(fields, here)).toBe('titleNeeded');
  expect(mistakeIn({ ...fields, title: '井盖' }, null)).toBe('placeNeeded');
  expect(mistakeIn({ ...fields, title: '井盖' }, here)).toBe(null);
  expect(mistakeIn({ ...fields, title: '井盖', usesPosition: false }, here)).toBe('placeNeeded');
  expect(mistakeIn({ ...fields, title: '井盖', usesPosition: false, gridId: 'g' }, here)).toBe(null);
});

test('a refused report comes back as it was written', () => {
  const fields = { ...EMPTY_DRAFT.fields, title: '井盖', address: '东门路', level: 'major' as const };
  expect(fieldsOf(reportBody(fields, { longitude: 1, latitude: 2 }, 'gridMember'))).toEqual(fields);
  expect(fieldsOf(reportBody(fields, null, 'gridMember'))).toEqual({ ...fields, usesPosition: false });
});

const SQUARE: [number, number][][] = [
  [
    [113, 23],
    [113.01, 23],
    [113.01, 23.01],
    [113, 23.01],
    [113, 23],
  ],
];

test('an outline is drawn north up, in proportion and in the middle', () => {
  const { place } = outlineOf(SQUARE);
  const [west, north] = place({ longitude: 113, latitude: 23.01 });
  const [east, south] = place({ longitude: 113.01, latitude: 23 });
  expect([north, south]).toEqual([expect.closeTo(10, 3), expect.closeTo(190, 3)]);
  expect((east - west) / (south - north)).toBeCloseTo(Math.cos((23.005 * Math.PI) / 180), 3);
});

test('the border road is still the street; a kilometre further is not, and it is said how far', () => {
  const grid = { rings: SQUARE } as Parameters<typeof farFromEvery>[1][number];
  const away = (longitude: number) => farFromEvery({ longitude, latitude: 23 }, [grid]);
  expect(away(113.005)).toBe(null);
  expect(away(113.013)).toBe(null);
  expect(away(113.02)).toBeCloseTo(1_024, -1);
});
