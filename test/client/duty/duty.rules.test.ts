import { expect, test } from 'vitest';
import { isInHand, moved, nearestOnDuty, sharesWhere, withDuty } from '../../../client/src/duty/duty.rules.ts';
import type { OnDuty } from '../../../config/contract/duty.ts';
import type { Assignment } from '../../../config/contract/incident.ts';

const person = (personId: string, longitude: number | null): OnDuty => ({
  ...{
    personId,
    name: personId,
    role: 'gridMember',
    unitId: null,
    unitName: '',
    post: '',
    state: 'available',
    sinceMs: 0,
  },
  ...{ onSinceMs: 0, gridIds: ['g'], phone: '138' },
  position: longitude === null ? null : { atMs: 1, longitude, latitude: 23, accuracyM: null },
});

test('whoever is busy stays where they are known to be, and whoever goes off is gone', () => {
  const busy = withDuty([person('a', 113)], { ...person('a', null), state: 'busy' });
  expect(busy).toMatchObject([{ state: 'busy', position: { longitude: 113 }, phone: '138', gridIds: ['g'] }]);
  expect(withDuty(busy, { ...person('a', null), state: 'offDuty' })).toEqual([]);
});

test('a move changes whoever moved and nobody else', () => {
  const position = { atMs: 2, longitude: 114, latitude: 23, accuracyM: 5 };
  const known = moved([person('a', 113), person('b', 113)], [{ personId: 'b', position }]);
  expect(known.map((each) => each.position?.longitude)).toEqual([113, 114]);
});

test('the nearest come first, and those nowhere last', () => {
  const near = nearestOnDuty([person('far', 113.01), person('nowhere', null), person('near', 113.001)], {
    longitude: 113,
    latitude: 23,
  });
  expect(near.map(({ person: { personId }, awayM }) => [personId, awayM])).toEqual([
    ['near', 102],
    ['far', 1025],
    ['nowhere', null],
  ]);
});

test.each([
  ['offDuty', 'available', false],
  ['available', 'available', true],
  ['available', 'busy', true],
  ['busy', 'offDuty', false],
] as const)(
  'of whoever is known to be %s, and says %s without signal, where they are is shared: %s',
  (known, said, expected) => {
    expect(sharesWhere(known, said)).toBe(expected);
  },
);

const assignment = (state: Assignment['state'], handlerId: string): Assignment => ({
  ...{ unitId: 'u', unitName: 'u', role: 'lead', state, reason: '', handler: { personId: handlerId, name: '' } },
  ...{ dispatchedAtMs: 0, acceptedAtMs: 1, arrivedAtMs: null, doneAtMs: null, clock: null },
});

test.each([
  ['accepted', 'a', true],
  ['arrived', 'a', true],
  ['done', 'a', false],
  ['returned', 'a', false],
  ['accepted', 'other', false],
] as const)('a part that is %s by %s is in their hand: %s', (state, handlerId, expected) => {
  expect(isInHand({ spotTask: null, assignments: [assignment(state, handlerId)] }, 'a')).toBe(expected);
});

test('whoever is asked to look on the spot has it in hand', () => {
  const people = [{ personId: 'a', name: '' }];
  const spotTask = { kind: 'verify' as const, people, askedAtMs: 0, dueAtMs: 1, isOverdueSaid: false };
  expect(isInHand({ spotTask, assignments: [] }, 'a')).toBe(true);
  expect(isInHand({ spotTask, assignments: [] }, 'b')).toBe(false);
});
