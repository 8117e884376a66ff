/** Who may turn a camera when two want to, and what the record says they did. */
import { expect, test } from 'vitest';
import { PtzOrder } from '../../config/contract/ptz.ts';
import {
  claim,
  didOf,
  type Lock,
  lastingStay,
  requireFreeForTour,
  stayUntilMs,
  withDone,
} from '../../server/ptz/ptz-lock.rules.ts';

const one = { personId: 'one', name: '张值班', role: 'operator', connectionId: 'desk-1', address: '10.0.0.1' } as const;
const other = {
  personId: 'other',
  name: '李值班',
  role: 'operator',
  connectionId: 'desk-2',
  address: '10.0.0.1',
} as const;
const chief = {
  personId: 'chief',
  name: '王主任',
  role: 'administrator',
  connectionId: 'desk-3',
  address: '10.0.0.1',
} as const;
const held = (by: Omit<Lock, 'sinceMs'>): Lock => ({ ...by, sinceMs: 5 });

test.each([
  ['nobody holds it', undefined, one, null],
  ['the same desk goes on', held(one), one, null],
  [
    'the same person takes it along to another desk',
    held(one),
    { ...one, connectionId: 'desk-9', address: '10.0.0.1' },
    'one',
  ],
  ['an administrator takes over', held(one), chief, 'one'],
])('%s', (_, before, by, lost) => {
  const claimed = claim(before, by, 9);
  expect([claimed.lock.personId, claimed.lock.connectionId, claimed.lost?.personId ?? null]).toEqual([
    by.personId,
    by.connectionId,
    lost,
  ]);
});

test.each([
  ['an equal waits', held(one), other, '张值班'],
  ['an operator does not take over from an administrator', held(chief), one, '王主任'],
])('%s', (_, before, by, name) => {
  expect(() => claim(before, by, 9)).toThrow(expect.objectContaining({ code: 'PTZ_HELD', detail: { name } }));
});

test.each([
  [{ do: 'move', pan: -0.5, tilt: 0.2, zoom: 0 }, 'left'],
  [{ do: 'move', pan: 0, tilt: 0.2, zoom: 0 }, 'up'],
  [{ do: 'move', pan: 0, tilt: 0, zoom: -1 }, 'zoomOut'],
  [{ do: 'move', pan: 0, tilt: 0, zoom: 0, focus: 0.4 }, 'focusFar'],
  [{ do: 'stop' }, null],
  [{ do: 'preset', token: '4' }, 'preset'],
  [{ do: 'place', pan: 0.5, tilt: 0, zoom: 0, speed: 0.5 }, 'place'],
] as const)('%o is recorded as %s', (order, did) => {
  expect(didOf(PtzOrder.parse(order))).toBe(did);
});

test('the same again is counted, and of a long session the last are kept', () => {
  expect(withDone(withDone(withDone([], 'left'), 'left'), 'up')).toEqual([
    { did: 'left', times: 2 },
    { did: 'up', times: 1 },
  ]);
  const long = Array.from({ length: 100 }).reduce<ReturnType<typeof withDone>>(
    (done, _, index) => withDone(done, index % 2 === 0 ? 'left' : 'right'),
    [],
  );
  expect(long).toHaveLength(40);
});

const RUN = { connectionId: 'desk-1', address: '10.0.0.1', runId: 'slot-1', presetToken: '1' };
const FREE = { lock: undefined, patrolBy: undefined, stay: undefined };
const stay = { ...RUN, tour: '夜巡', untilMs: 20 };

test.each([
  ['that nobody has', FREE, RUN],
  ['where it was itself', { ...FREE, stay }, RUN],
  [
    'which another tour has shown long enough',
    { ...FREE, stay: { ...stay, untilMs: 9 } },
    { ...RUN, runId: 'slot-2', presetToken: '2' },
  ],
  [
    'which another tour shows at the same preset',
    { ...FREE, stay },
    { ...RUN, connectionId: 'desk-2', address: '10.0.0.1' },
  ],
  ['to its own next preset', { ...FREE, stay }, { ...RUN, presetToken: '2' }],
])('a tour turns a camera %s', (_, taken, run) => {
  expect(() => requireFreeForTour(taken, run, 9)).not.toThrow();
});

test.each([
  ['a hand has it', { ...FREE, lock: held(one) }, 'PTZ_HELD', '张值班'],
  ['it is on a patrol', { ...FREE, patrolBy: '李值班' }, 'PTZ_ON_PATROL', '李值班'],
  ['another slot shows it', { ...FREE, stay: { ...stay, runId: 'slot-2', presetToken: '2' } }, 'PTZ_ON_TOUR', '夜巡'],
  [
    'another desk shows it',
    { ...FREE, stay: { ...stay, connectionId: 'desk-2', address: '10.0.0.1', presetToken: '2' } },
    'PTZ_ON_TOUR',
    '夜巡',
  ],
])('a tour leaves a camera alone while %s', (_, taken, code, name) => {
  expect(() => requireFreeForTour(taken, RUN, 9)).toThrow(expect.objectContaining({ code, detail: { name } }));
});

test('a stop lasts from when the camera is sent to when its picture has been shown', () => {
  expect(stayUntilMs(10, 1_000)).toBe(16_000);
});

test.each([
  ['the same preset stays for the longer stop', '1', 20],
  ['another preset for its own', '2', 9],
])('%s', (_, presetToken, untilMs) => {
  expect(lastingStay(stay, { ...stay, presetToken, untilMs: 9 }).untilMs).toBe(untilMs);
});
