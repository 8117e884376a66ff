/** The roster as a week, who is on duty now, and shifts made by turns. */
import { expect, test } from 'vitest';
import { mergedWords } from '../../../client/src/roster/handover.rules.ts';
import {
  type Rotation,
  roomShiftAt,
  rotationMistakes,
  rowsOf,
  shiftsOf,
  weekOf,
} from '../../../client/src/roster/roster.rules.ts';
import type { RosterShift } from '../../../config/contract/roster.ts';

const ZONE = 'Asia/Shanghai';
const at = (text: string) => Date.parse(`${text}+08:00`);
const shift = (name: string, from: string, to: string, unitId: string | null = null): RosterShift => ({
  id: name,
  unitId,
  name,
  fromMs: at(from),
  toMs: at(to),
  leader: { personId: 'a', name: '甲' },
  people: [],
  place: '',
  focus: '',
  version: 1,
  changedAtMs: 0,
  changedBy: { personId: null, name: '系统' },
  handover: 'none',
});
const MONDAY_NIGHT = shift('周一夜', '2026-11-23T20:00', '2026-11-24T08:00');
const TUESDAY = shift('周二', '2026-11-24T08:00', '2026-11-24T20:00');
const POLICE = shift('所', '2026-11-24T08:00', '2026-11-25T08:00', 'police');

test('a week begins on Monday, whatever day is asked for', () => {
  const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'];
  expect(weekOf('2026-11-23')).toEqual(days);
  expect(weekOf('2026-11-29')).toEqual(days);
});

test('a shift stands on the day it begins, the command room’s above those of units', () => {
  const rows = rowsOf([POLICE, MONDAY_NIGHT, TUESDAY], {
    days: weekOf('2026-11-24'),
    timeZone: ZONE,
    nameOf: (unitId) => unitId ?? '指挥室',
  });
  expect(rows.map(({ name, cells }) => [name, ...cells.map((cell) => cell.map((each) => each.name).join())])).toEqual([
    ['指挥室', '周一夜', '周二', '', '', '', '', ''],
    ['police', '', '所', '', '', '', '', ''],
  ]);
});

test('the command room’s shift of now is shown, else the last that was, else the first to come', () => {
  const shifts = [POLICE, MONDAY_NIGHT, TUESDAY];
  expect(roomShiftAt(shifts, at('2026-11-24T08:00'))?.name).toBe('周二');
  expect(roomShiftAt(shifts, at('2026-11-24T07:59'))?.name).toBe('周一夜');
  expect(roomShiftAt(shifts, at('2026-11-26T00:00'))?.name).toBe('周二');
  expect(roomShiftAt(shifts, at('2026-11-20T00:00'))?.name).toBe('周一夜');
  expect(roomShiftAt([POLICE], at('2026-11-24T09:00'))).toBeUndefined();
});

const rotation: Rotation = {
  fromDay: '2026-11-24',
  toDay: '2026-11-25',
  kinds: [
    { key: 1, name: '夜班', begins: '20:00', hours: 12 },
    { key: 0, name: ' 白班 ', begins: '08:00', hours: 12 },
  ],
  teams: [
    { key: 0, leaderId: 'a', personIds: ['x'] },
    { key: 1, leaderId: 'b', personIds: [] },
    { key: 2, leaderId: 'c', personIds: [] },
  ],
};

test('teams take turns from shift to shift in the order of the day', () => {
  const shifts = shiftsOf(rotation, { unitId: null, place: '指挥室', focus: '' }, ZONE);
  expect(shifts.map(({ name, fromMs, toMs, leaderId }) => [name, fromMs, toMs, leaderId])).toEqual([
    ['白班', at('2026-11-24T08:00'), at('2026-11-24T20:00'), 'a'],
    ['夜班', at('2026-11-24T20:00'), at('2026-11-25T08:00'), 'b'],
    ['白班', at('2026-11-25T08:00'), at('2026-11-25T20:00'), 'c'],
    ['夜班', at('2026-11-25T20:00'), at('2026-11-26T08:00'), 'a'],
  ]);
  expect(shifts[0]).toMatchObject({ unitId: null, place: '指挥室', personIds: ['x'] });
  expect(rotationMistakes(rotation, ZONE)).toEqual([]);
});

test.each([
  ['days', { toDay: '2026-11-23' }],
  ['days', { fromDay: '' }],
  ['shifts', { kinds: [{ key: 0, name: ' ', begins: '08:00', hours: 12 }] }],
  ['shifts', { kinds: [{ key: 0, name: '白班', begins: '', hours: 12 }] }],
  ['shifts', { kinds: [{ key: 0, name: '白班', begins: '08:00', hours: 49 }] }],
  ['teams', { teams: [{ key: 0, leaderId: '', personIds: [] }] }],
  ['overlap', { kinds: [{ key: 0, name: '白班', begins: '08:00', hours: 25 }] }],
] as const)('a rotation that cannot be: %s', (mistake, changed) => {
  expect(rotationMistakes({ ...rotation, ...(changed as Partial<Rotation>) }, ZONE)).toEqual([mistake]);
});

test('what a colleague wrote where nothing was typed here is kept beside what was', () => {
  const base = { orders: '', visits: '旧', lent: '', focus: '' };
  const newest = { orders: '', visits: '新', lent: '钥匙', focus: '他' };
  expect(mergedWords({ ...base, orders: '我', focus: '我' }, { base, newest })).toEqual({
    orders: '我',
    visits: '新',
    lent: '钥匙',
    focus: '我',
  });
});
