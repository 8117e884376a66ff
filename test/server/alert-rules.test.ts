/** Alert handling as tables. */
import { expect, test } from 'vitest';
import type { Alert, AlertState } from '../../config/contract/alert.ts';
import {
  acknowledge,
  close,
  faultAgain,
  handle,
  isRepeat,
  isSameFault,
  isWorthRecording,
  raise,
  recover,
  repeat,
  shelve,
  unshelve,
} from '../../server/alerts/alert.rules.ts';

const SEEN = { cameraId: 'gate', kind: 'motion', level: 'warning', atMs: 100_000, region: null } as const;
const NEW: Alert = raise(SEEN, { id: 'a', hasPicture: true, scope: { action: 'alert.view', cameraGroupId: 'g' } });
const WHO = { personId: 'p', name: '张三' };
const inState = (state: AlertState): Alert => ({ ...NEW, state });

test.each([
  ['no alert is open', undefined, 100_000, false],
  ['at the same moment', NEW, 100_000, true],
  ['at the end of the window', NEW, 160_000, true],
  ['after the window', NEW, 160_001, false],
  ['told late', NEW, 90_000, true],
])('a detection is a repeat or not: %s', (_when, open, atMs, expected) => {
  expect(isRepeat({ ...SEEN, atMs }, open, 60_000)).toBe(expected);
});

test('a repeat counts, and a late one does not turn the clock back', () => {
  expect(repeat(repeat(NEW, 120_000), 110_000)).toMatchObject({ repeatCount: 3, lastSeenAtMs: 120_000 });
});

const acts = {
  acknowledge: (alert: Alert) => acknowledge(alert, WHO, 1),
  handle: (alert: Alert) => handle(alert, 'i', WHO, 1),
  close: (alert: Alert) => close(alert, { result: 'false', note: '' }, WHO, 1),
};
test.each([
  ['new', 'acknowledge', 'acknowledged'],
  ['new', 'handle', 'handling'],
  ['new', 'close', 'closed'],
  ['acknowledged', 'handle', 'handling'],
  ['acknowledged', 'close', 'closed'],
  ['handling', 'close', 'closed'],
] as const)('%s: %s leads to %s', (from, act, to) => {
  expect(acts[act](inState(from))).toMatchObject({ state: to, handler: WHO });
});

test.each([
  ['acknowledged', 'acknowledge'],
  ['handling', 'acknowledge'],
  ['handling', 'handle'],
  ['closed', 'acknowledge'],
  ['closed', 'handle'],
  ['closed', 'close'],
] as const)('%s: %s is refused', (from, act) => {
  expect(() => acts[act](inState(from))).toThrow('ALERT_CANNOT_MOVE');
});

test('of many repeats the record holds the second, the fourth, the eighth and so on', () => {
  const counts = Array.from({ length: 40 }, (_, index) => index + 1);
  expect(counts.filter((repeatCount) => isWorthRecording({ repeatCount }))).toEqual([1, 2, 4, 8, 16, 32]);
});

const WHY = { code: 'CAMERA_UNREACHABLE', detail: {} } as const;
const FAULT: Alert = raise(
  { ...SEEN, kind: 'cameraOffline', cause: WHY },
  { id: 'f', hasPicture: false, scope: { action: 'alert.view', cameraGroupId: 'g' } },
);
const OVER = recover(FAULT, 200_000);

test.each([
  ['nothing is open', undefined, 100_000, false],
  ['it goes on, for days', FAULT, 900_000_000, true],
  ['it goes on and somebody answered', { ...FAULT, state: 'acknowledged' }, 900_000_000, true],
  ['it was over for hours, and nobody answered', OVER, 900_000_000, true],
  ['somebody answered, and it is back at once', { ...OVER, state: 'acknowledged' }, 260_000, true],
  ['somebody answered, and it is back later', { ...OVER, state: 'acknowledged' }, 260_001, false],
] as const)('a fault is the one that is open, or another: %s', (_when, open, nowMs, expected) => {
  expect(isSameFault(open, nowMs, 60_000)).toBe(expected);
});

test('a fault that goes on is no repeat; one that was over and is back, is', () => {
  expect(faultAgain(FAULT, WHY, 150_000)).toMatchObject({ repeatCount: 1, lastSeenAtMs: 150_000 });
  expect(faultAgain(OVER, WHY, 250_000)).toMatchObject({ repeatCount: 2, recoveredAtMs: null });
});

test('a fault that is over stays open, and was over when it was first well', () => {
  expect(recover(OVER, 300_000)).toMatchObject({ state: 'new', recoveredAtMs: 200_000 });
});

const SHELVING = { by: WHO, reason: '施工', atMs: 100_000, untilMs: 900_000, shelfId: null };

test.each(['acknowledge', 'handle', 'close'] as const)('whoever does %s has taken the alert off the shelf', (act) => {
  expect(acts[act](shelve(NEW, SHELVING))).toMatchObject({ shelving: { reason: '施工', endedAtMs: 1 } });
});

test.each(['handling', 'closed'] as const)('an alert that is %s is not shelved', (state) => {
  expect(() => shelve(inState(state), SHELVING)).toThrow('ALERT_CANNOT_MOVE');
});

test('a repeat leaves an alert on the shelf; what is not on it is not taken off', () => {
  expect(repeat(shelve(NEW, SHELVING), 120_000)).toMatchObject({ shelving: { endedAtMs: null } });
  expect(() => unshelve(NEW, 1)).toThrow('ALERT_NOT_SHELVED');
  expect(() => unshelve(unshelve(shelve(NEW, SHELVING), 1), 2)).toThrow('ALERT_NOT_SHELVED');
});
