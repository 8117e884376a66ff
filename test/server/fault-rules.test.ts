/** What is at fault, what is well again, and what is left as it was, as tables. */
import { expect, test } from 'vitest';
import type { CameraHealth } from '../../config/contract/camera.ts';
import { judgeClock, judgeNode, judgeOffline } from '../../server/alerts/fault.rules.ts';
import { healthOf } from './camera-healths.ts';

const NOW = 1_000_000;
const LIVE = healthOf('gate', { sinceMs: NOW - 60_000 });
const OFFLINE: CameraHealth = { ...LIVE, state: 'offline', cause: { code: 'CAMERA_WRONG_PASSWORD', detail: {} } };

test.each([
  ['is there', null, true, 'well'],
  ['went 4.9 s ago', NOW - 4_900, true, 'unclear'],
  ['went 5 s ago', NOW - 5_000, true, 'faulty'],
  ['has been starting for 5 s', NOW - 5_000, false, 'unclear'],
  ['did not start within half a minute', NOW - 30_000, false, 'faulty'],
] as const)('a node that %s: %s %s %s', (_name, awaySinceMs, wasThere, expected) => {
  expect(judgeNode({ awaySinceMs, wasThere, nowMs: NOW }).is).toBe(expected);
});

test.each([
  ['offline for a minute', OFFLINE, 0, 'faulty'],
  ['offline for less than the grace', { ...OFFLINE, sinceMs: NOW - 9_999 }, 0, 'unclear'],
  ['offline for the grace', { ...OFFLINE, sinceMs: NOW - 10_000 }, 0, 'faulty'],
  ['offline, and nobody needs it', { ...OFFLINE, isNeeded: false }, 0, 'unclear'],
  ['stalled', { ...LIVE, state: 'stalled' }, 0, 'unclear'],
  ['connecting', { ...LIVE, state: 'connecting' }, 1, 'unclear'],
  ['live for long', LIVE, 1, 'well'],
  ['live just now', { ...LIVE, sinceMs: NOW - 4_999 }, 1, 'unclear'],
  ['live for 5 s', { ...LIVE, sinceMs: NOW - 5_000 }, 1, 'well'],
  ['live for 5 s after the third time', { ...LIVE, sinceMs: NOW - 5_000 }, 3, 'unclear'],
  ['live for 15 s after the third time', { ...LIVE, sinceMs: NOW - 15_000 }, 3, 'well'],
  ['live for five minutes after the thousandth', { ...LIVE, sinceMs: NOW - 300_000 }, 1_000, 'well'],
  ['idle: it answered', { ...LIVE, state: 'idle', isNeeded: false }, 1, 'well'],
] as const)('a camera %s', (_name, health, faultCount, expected) => {
  expect(judgeOffline({ health, faultCount, nowMs: NOW }).is).toBe(expected);
});

test('a camera that is offline is an alert with the camera’s own cause', () => {
  const { fault } = judgeOffline({ health: OFFLINE, faultCount: 0, nowMs: NOW });
  expect(fault).toMatchObject({ cameraId: 'gate', level: 'warning', cause: { code: 'CAMERA_WRONG_PASSWORD' } });
});

test.each([
  ['not known', null, 'unclear'],
  ['right', 100, 'well'],
  ['2.5 s behind', -2_500, 'well'],
  ['4 s ahead, between the limits', 4_000, 'unclear'],
  ['6 s ahead', 6_000, 'faulty'],
  ['8 h behind', -28_800_000, 'faulty'],
] as const)('a clock that is %s', (_name, clockOffsetMs, expected) => {
  const seen = { faultCount: 0, nowMs: NOW };
  expect(judgeClock({ ...seen, health: { ...LIVE, clockOffsetMs } }).is).toBe(expected);
  expect(judgeClock({ ...seen, health: { ...OFFLINE, clockOffsetMs } }).is).toBe('unclear');
});
