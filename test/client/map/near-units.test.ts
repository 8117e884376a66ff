/** Units by who of them is free, and by distance. */
import { expect, test } from 'vitest';
import { nearUnits, unitsToSend } from '../../../client/src/map/near-units.rules.ts';
import type { OnDuty } from '../../../config/contract/duty.ts';
import type { Unit } from '../../../config/contract/unit.ts';

const HERE = { longitude: 113, latitude: 23 };
const unit = (id: string, longitude: number | null, disabled = false): Unit => ({
  ...{ id, name: id, kind: 'member', phone: '', address: '', headId: null, community: '', callSign: '', vehicles: [] },
  ...{ disabled, position: longitude === null ? null : { longitude, latitude: 23 } },
});
const person = (unitId: string, state: 'available' | 'busy', longitude: number | null, atMs = 0): OnDuty => ({
  ...{
    personId: `${unitId}-${longitude}`,
    name: '',
    role: 'unitOfficer',
    unitId,
    unitName: '',
    post: '',
    state,
    sinceMs: 0,
  },
  ...{ onSinceMs: 0, gridIds: [], phone: null },
  position: longitude === null ? null : { atMs, longitude, latitude: 23, accuracyM: null },
});
const near = (units: Unit[], onDuty: OnDuty[], nowMs = 0) => nearUnits(HERE, units, { onDuty, nowMs, count: 9 });
const ids = (units: Unit[], onDuty: OnDuty[], nowMs = 0) => near(units, onDuty, nowMs).map((each) => each.unit.id);

test('one with somebody free comes before a nearer one that is busy, and that before one with nobody', () => {
  const units = [unit('nobody', 113.001), unit('busy', 113.002), unit('free', 113.003)];
  expect(ids(units, [person('busy', 'busy', null), person('free', 'available', null)])).toEqual([
    'free',
    'busy',
    'nobody',
  ]);
});

test('a patrol that is nearer than its station counts, and one that is silent does not', () => {
  const units = [unit('station', 113.01)];
  const patrol = [person('station', 'available', 113.001)];
  expect(near(units, patrol)).toMatchObject([{ isByPerson: true, onDutyCount: 1 }]);
  expect(near(units, patrol, 10 * 60_000)).toMatchObject([{ isByPerson: false }]);
});

test('of a unit that has somebody free, whoever is busy does not make it nearer', () => {
  const people = [person('u', 'busy', 113.001), person('u', 'available', 113.02)];
  expect(near([unit('u', 113.01)], people)).toMatchObject([{ status: 'available', isByPerson: false }]);
});

test('without a station, a unit is where its people are; nowhere, or disabled, it is left out', () => {
  const units = [unit('walks', null), unit('nowhere', null), unit('gone', 113.001, true)];
  expect(ids(units, [person('walks', 'available', 113.001)])).toEqual(['walks']);
});

test('all in use can be sent: by who is free, then by distance, and those that are nowhere last of their kind', () => {
  const units = [unit('nowhere', null), unit('gone', 113.001, true), unit('far', 113.01), unit('busy', 113.001)];
  const sent = unitsToSend(HERE, [...units, unit('near', 113.002)], {
    onDuty: [person('busy', 'busy', null), person('far', 'available', null)],
    nowMs: 0,
  });
  expect(sent.map((each) => each.unit.id)).toEqual(['far', 'busy', 'near', 'nowhere']);
  expect(sent.at(-1)).toMatchObject({ metres: null, status: 'nobody' });
});

test('where the incident is nobody knows, units are still told apart by who is free', () => {
  const sent = unitsToSend(null, [unit('a', 113.001), unit('b', 113.002)], {
    onDuty: [person('b', 'available', 113.002)],
    nowMs: 0,
  });
  expect(sent).toMatchObject([
    { unit: { id: 'b' }, status: 'available', metres: null },
    { unit: { id: 'a' }, status: 'nobody', metres: null },
  ]);
});
