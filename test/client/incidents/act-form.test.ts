/** Which acts are offered to whom, what they ask for, and what is sent. */
import { expect, test } from 'vitest';
import {
  EMPTY_FIELDS,
  fieldsFor,
  missingIn,
  mustNameUnit,
  offeredActs,
  proposedUnits,
  toAct,
  unitsFor,
} from '../../../client/src/incidents/act-form.rules.ts';
import type { Assignment, Incident } from '../../../config/contract/incident.ts';
import { IncidentAct } from '../../../config/contract/incident-act.ts';
import type { RightsHolder } from '../../../config/contract/person.ts';
import type { Role } from '../../../config/contract/rights.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { incident, person } from '../site-things.ts';

const BELONGING = { unitIds: ['police', 'urban'], community: null, gridIds: [], personIds: [], confidential: false };
const SCOPE = { action: 'incident.view', cameraGroupId: null, belonging: BELONGING } as const;
const part = (unitId: string, state: Assignment['state'], role: Assignment['role'] = 'lead'): Assignment => ({
  ...{ unitId, unitName: unitId, role, state, dispatchedAtMs: 0, acceptedAtMs: null, arrivedAtMs: null },
  ...{ doneAtMs: null, handler: null, reason: '', clock: null },
});
const one = (state: Incident['state'], known: Partial<Incident> = {}) =>
  incident('1', { state, scope: SCOPE, ...known });
const someone = (role: Role, unitId: string | null = null): RightsHolder => ({
  ...person('p', { role, unitId }),
  cameraRights: { held: {} as RightsHolder['cameraRights']['held'], exportsAlone: [], ended: [] },
  gridIds: [],
});

test.each([
  ['operator', null, one('reported'), ['file', 'verify', 'settle']],
  ['operator', null, one('filed'), ['dispatch', 'settle']],
  ['unitOfficer', 'police', one('dispatched', { assignments: [part('police', 'offered')] }), ['accept', 'return']],
  ['unitOfficer', 'police', one('dispatched', { assignments: [part('urban', 'offered')] }), []],
  ['unitOfficer', 'police', one('handling', { assignments: [part('police', 'arrived')] }), ['progress', 'finish']],
  ['operator', null, one('handled'), ['close', 'check', 'rework']],
  ['supervisor', null, one('closed'), ['reopen']],
  ['operator', null, one('closed'), []],
  ['auditor', null, one('reported'), []],
] as const)('what a %s (unit: %s) does next is offered first', (role, unitId, subject, expected) => {
  expect(offeredActs(subject, someone(role, unitId)).first).toEqual(expected);
});

test('who has replied to every order is not asked to reply', () => {
  const order = {
    ...{ id: 's', by: null, atMs: 0, unitId: 'police', unitName: '派出所', reason: '', replyDueAtMs: 1 },
    ...{ isOverdueSaid: false, reply: '', replier: null, repliedAtMs: null },
  };
  const officer = someone('unitOfficer', 'police');
  const asked = one('handling', { supervisions: [order] });
  const answered = one('handling', { supervisions: [{ ...order, repliedAtMs: 1 }] });
  expect(offeredActs(asked, officer).more).toContain('reply');
  expect(offeredActs(answered, officer).more).not.toContain('reply');
});

test('the desk must say which of several units it was', () => {
  const offered = one('dispatched', { assignments: [part('police', 'offered'), part('urban', 'offered')] });
  expect(mustNameUnit('accept', offered, true)).toBe(true);
  expect(missingIn('accept', EMPTY_FIELDS, ['unitId'])).toEqual(['unitId']);
  expect(missingIn('accept', EMPTY_FIELDS, [])).toEqual([]);
});

test.each([
  ['dispatch', { leadUnitIds: ['police'] }, { leadUnitIds: ['police'] }],
  ['close', { note: ' 已办结 ' }, { note: '已办结' }],
  ['verified', { note: '不实', isSo: 'no' }, { isSo: false, note: '不实' }],
  ['extend', { note: '天气', amount: 2, timeUnit: 'workDay' }, { by: { amount: 2, unit: 'workDay' }, note: '天气' }],
  ['escalate', { note: '扩大', level: 'major' }, { level: 'major', note: '扩大' }],
] as const)('%s is sent as the contract takes it', (act, typed, expected) => {
  const sent = toAct(act, { ...EMPTY_FIELDS, ...typed } as typeof EMPTY_FIELDS, one('filed'));
  expect(IncidentAct.parse(sent)).toMatchObject({ act, ...expected });
});

test('a dispatch begins with the units the matter names, less those out of use and those that gave it back', () => {
  const unit = (id: string, disabled = false): Unit => ({
    ...{ id, name: id, kind: 'member', phone: '', address: '', headId: null, community: '', callSign: '' },
    ...{ vehicles: [], disabled, position: null },
  });
  const named = { leadUnitName: 'urban', assistUnitNames: ['police', 'urban', 'closed', 'justice'] };
  const units = [unit('police'), unit('urban'), unit('closed', true), unit('justice')];
  const returned = one('filed', { assignments: [part('justice', 'returned')] });
  const proposed = proposedUnits(named, units, returned);
  expect(proposed).toEqual({ leadUnitIds: ['urban'], assistUnitIds: ['police'] });
  expect(fieldsFor('dispatch', returned, someone('operator'), proposed)).toMatchObject(proposed);
});

test.each(['verify', 'check'] as const)('%s names people where the grid has nobody', (act) => {
  expect(missingIn(act, EMPTY_FIELDS, ['personIds'])).toEqual(['personIds']);
  expect(missingIn(act, EMPTY_FIELDS, [])).toEqual([]);
  const sent = toAct(act, { ...EMPTY_FIELDS, personIds: ['p7'] }, one('reported'));
  expect(IncidentAct.parse(sent)).toMatchObject({ act, personIds: ['p7'] });
});

test('a case is closed when its closing condition is ticked, where it has one', () => {
  const fields = { ...EMPTY_FIELDS, note: '已办结' };
  expect(missingIn('close', fields, ['conditionMet'])).toEqual(['conditionMet']);
  expect(missingIn('close', fields, [])).toEqual([]);
  const ticked = { ...fields, conditionMet: true };
  expect(missingIn('close', ticked, ['conditionMet'])).toEqual([]);
  expect(IncidentAct.parse(toAct('close', ticked, one('handled')))).toMatchObject({ conditionMet: true });
});

test('an order goes to the unit that leads, or to one that assists; where no unit has a part, to the desk', () => {
  const assignments = [part('urban', 'accepted'), part('police', 'offered', 'assist'), part('justice', 'returned')];
  const handled = one('handling', { assignments });
  const supervisor = someone('supervisor');
  expect(fieldsFor('supervise', handled, supervisor).unitId).toBe('urban');
  expect(unitsFor('supervise', handled, null).map(({ id }) => id)).toEqual(['urban', 'police']);
  const fields = { ...EMPTY_FIELDS, unitId: 'police', note: '请说明' };
  expect(IncidentAct.parse(toAct('supervise', fields, handled))).toMatchObject({ unitId: 'police' });
  expect(offeredActs(one('filed'), supervisor).more).toContain('supervise');
});
