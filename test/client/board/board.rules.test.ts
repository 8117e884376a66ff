/** The dispatch board: columns, order, filters and arrows. */
import { expect, test } from 'vitest';
import { boardOf, columnOf, isOverdue, neighbour, unansweredOrders } from '../../../client/src/board/board.rules.ts';
import type { Incident, StageClock } from '../../../config/contract/incident.ts';
import { incident } from '../site-things.ts';

const NOW_MS = Date.parse('2026-11-26T01:00:00+08:00');
const MOMENT = { nowMs: NOW_MS, timeZone: 'Asia/Shanghai' };
const ALL = { isOverdueOnly: false };

function clock(dueAtMs: number, standsWithMs: number | null = null): StageClock {
  const limit = { amount: 1, unit: 'hour' as const };
  const stepsAtMs = [dueAtMs, dueAtMs, dueAtMs, dueAtMs];
  return { stage: 'handle', limit, startedAtMs: 0, dueAtMs, stepsAtMs, stepsSaid: 0, standsWithMs };
}

function part(unitId: string, known: Partial<Incident['assignments'][number]> = {}): Incident['assignments'][number] {
  const times = { dispatchedAtMs: 0, acceptedAtMs: null, arrivedAtMs: null, doneAtMs: null, clock: null };
  return { unitId, unitName: unitId, role: 'lead', state: 'offered', ...times, handler: null, reason: '', ...known };
}

test.each([
  ['reported', 'accept'],
  ['verifying', 'accept'],
  ['filed', 'dispatch'],
  ['dispatched', 'sign'],
  ['handling', 'handle'],
  ['handled', 'check'],
  ['checking', 'check'],
  ['suspended', 'suspended'],
  ['cancelled', null],
  ['merged', null],
] as const)('what is %s hangs under %s', (state, column) => {
  expect(columnOf(incident('1', { state }), MOMENT)).toBe(column);
});

test.each([
  ['2026-11-26T00:10:00+08:00', 'closed'],
  ['2026-11-25T23:50:00+08:00', null],
] as const)('what was closed at %s hangs under %s, by the day of the site', (at, column) => {
  expect(columnOf(incident('1', { state: 'closed', closedAtMs: Date.parse(at) }), MOMENT)).toBe(column);
});

test('what is due next comes first, what stands after it, what has no clock last', () => {
  const incidents = [
    incident('none'),
    incident('stands', { clock: clock(1, 5) }),
    incident('late', { clock: clock(300) }),
    incident('soon', { clock: clock(200) }),
  ];
  expect(boardOf(incidents, ALL, MOMENT).accept.map(({ id }) => id)).toEqual(['soon', 'late', 'stands', 'none']);
});

test('of what was closed today the last comes first', () => {
  const closed = (id: string, agoMs: number) => incident(id, { state: 'closed', closedAtMs: NOW_MS - agoMs });
  const board = boardOf([closed('early', 900), closed('last', 100)], ALL, MOMENT);
  expect(board.closed.map(({ id }) => id)).toEqual(['last', 'early']);
});

test.each([
  [clock(NOW_MS), true],
  [clock(NOW_MS + 1), false],
  [clock(0, 60_000), false],
  [clock(0, -1), true],
  [null, false],
])('a clock %o is over: %s', (of, isOver) => {
  expect(isOverdue(of, NOW_MS)).toBe(isOver);
});

test.each([
  [{ unitId: 'police' }, ['a']],
  [{ unitId: 'fire' }, ['b']],
  [{ community: '东苑' }, ['b', 'c']],
  [{ level: 'major' }, ['c']],
  [{ isOverdueOnly: true }, ['b']],
  [{ community: '东苑', level: 'major' }, ['c']],
] as const)('the filter %o leaves %o', (filter, ids) => {
  const incidents = [
    incident('a', { assignments: [part('police'), part('fire', { state: 'returned' })] }),
    incident('b', { assignments: [part('fire', { role: 'assist' })], community: '东苑', clock: clock(NOW_MS - 1) }),
    incident('c', { community: '东苑', level: 'major', reportedAtMs: 1, clock: clock(NOW_MS + 1) }),
  ];
  expect(boardOf(incidents, { ...ALL, ...filter }, MOMENT).accept.map(({ id }) => id)).toEqual(ids);
});

test('an order counts until it is answered', () => {
  const order = { id: 's', by: null, atMs: 0, unitId: null, unitName: '', reason: '', replyDueAtMs: 0 };
  const open = { ...order, isOverdueSaid: false, reply: '', replier: null, repliedAtMs: null };
  expect(unansweredOrders(incident('1', { supervisions: [open, { ...open, repliedAtMs: 5 }] }))).toBe(1);
});

test.each([
  ['b', 'ArrowUp', 'a'],
  ['a', 'ArrowUp', 'a'],
  ['b', 'ArrowDown', 'c'],
  ['c', 'ArrowRight', 'd'],
  ['d', 'ArrowLeft', 'a'],
  ['d', 'ArrowRight', 'd'],
  ['b', 'Home', 'a'],
  ['a', 'End', 'c'],
  ['b', 'x', 'b'],
])('from %s %s leads to %s', (from, key, to) => {
  expect(neighbour([['a', 'b', 'c'], [], ['d']], from, key)).toBe(to);
});
