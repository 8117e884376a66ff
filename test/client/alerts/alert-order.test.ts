import { expect, test } from 'vitest';
import {
  EVERYTHING_OPEN,
  inOrder,
  mostUrgent,
  passes,
  unansweredLevels,
} from '../../../client/src/alerts/alert-order.ts';
import { alert } from '../site-things.ts';

test('the unanswered come first, then the most urgent, then the newest', () => {
  const alerts = [
    alert('closed', 'c', { state: 'closed', level: 'critical', raisedAtMs: 9 }),
    alert('old notice', 'c', { level: 'notice', raisedAtMs: 1 }),
    alert('new notice', 'c', { level: 'notice', raisedAtMs: 5 }),
    alert('handled', 'c', { state: 'handling', level: 'critical', raisedAtMs: 8 }),
    alert('critical', 'c', { level: 'critical', raisedAtMs: 2 }),
    alert('warning', 'c', { level: 'warning', raisedAtMs: 7 }),
  ];
  expect(inOrder(alerts).map(({ id }) => id)).toEqual([
    'critical',
    'warning',
    'new notice',
    'old notice',
    'handled',
    'closed',
  ]);
});

test('a repeat moves no row', () => {
  const older = alert('older', 'c', { raisedAtMs: 1 });
  const newer = alert('newer', 'c', { raisedAtMs: 2 });
  const repeated = { ...older, lastSeenAtMs: 99, repeatCount: 5 };
  expect(inOrder([repeated, newer]).map(({ id }) => id)).toEqual(['newer', 'older']);
});

test.each([
  ['what is not closed', EVERYTHING_OPEN, 'handling', true],
  ['not what is closed', EVERYTHING_OPEN, 'closed', false],
  ['only the unanswered when asked for', { ...EVERYTHING_OPEN, state: 'new' }, 'acknowledged', false],
  ['everything when asked for', { ...EVERYTHING_OPEN, state: 'all' }, 'closed', true],
  ['not another level', { ...EVERYTHING_OPEN, level: 'critical' }, 'new', false],
  ['not another camera', { ...EVERYTHING_OPEN, cameraId: 'other' }, 'new', false],
] as const)('the filter lets through %s', (_, filter, state, passing) => {
  expect(passes(filter, alert('a', 'c', { state }))).toBe(passing);
});

test('the most urgent level is told, or that there is none', () => {
  expect(mostUrgent([alert('a', 'c', { level: 'notice' }), alert('b', 'c', { level: 'critical' })])).toBe('critical');
  expect(mostUrgent([])).toBeUndefined();
});

test('a camera shows its most urgent unanswered level, and none once all are answered', () => {
  const levels = unansweredLevels([
    alert('1', 'one', { level: 'notice' }),
    alert('2', 'one', { level: 'warning' }),
    alert('3', 'two', { level: 'critical', state: 'acknowledged' }),
  ]);
  expect([...levels]).toEqual([['one', 'warning']]);
});

const SHELVED = {
  shelving: {
    by: { personId: 'p', name: '张值班' },
    reason: '施工',
    atMs: 1,
    untilMs: 9,
    shelfId: null,
    endedAtMs: null,
  },
};

test.each([
  ['open', false],
  ['new', false],
  ['shelved', true],
  ['all', true],
] as const)('among what is %s, a shelved alert is there: %s', (state, isThere) => {
  expect(passes({ ...EVERYTHING_OPEN, state }, alert('a', 'c', SHELVED))).toBe(isThere);
  const back = { shelving: { ...SHELVED.shelving, endedAtMs: 9 } };
  expect(passes({ ...EVERYTHING_OPEN, state }, alert('a', 'c', back))).toBe(state !== 'shelved');
});

test('a shelved alert marks no camera, and stands behind what waits', () => {
  const shelved = alert('shelved', 'one', { ...SHELVED, level: 'critical' });
  expect(unansweredLevels([shelved]).size).toBe(0);
  expect(inOrder([shelved, alert('waiting', 'one', { level: 'notice' })]).map(({ id }) => id)).toEqual([
    'waiting',
    'shelved',
  ]);
});
