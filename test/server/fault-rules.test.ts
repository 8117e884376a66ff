/** What is at fault, what is well again, and what is left as it was, as tables. */
import { expect, test } from 'vitest';
import type { CameraHealth } from '../../config/contract/camera.ts';
import { judgeClock, judgeNode, judgeOffline } from '../../server/alerts/fault.rules.ts';

const NOW = 1_000_000;
const WARM = { id: 'gate', keepWarm: true, analyse: false };
const UNNEEDED = { ...WARM, keepWarm: false };
type Seen = Pick<CameraHealth, 'state' | 'sinceMs' | 'cause' | 'viewerCount' | 'clockOffsetMs'>;
const LIVE: Seen = { state: 'live', sinceMs: NOW - 60_000, cause: null, viewerCount: 0, clockOffsetMs: null };
const OFFLINE: Seen = { ...LIVE, state: 'offline', cause: { code: 'CAMERA_WRONG_PASSWORD', detail: {} } };

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
  ['offline for a minute', WARM, OFFLINE, 0, 'faulty'],
  ['offline for less than the grace', WARM, { ...OFFLINE, sinceMs: NOW - 9_999 }, 0, 'unclear'],
  ['offline for the grace', WARM, { ...OFFLINE, sinceMs: NOW - 10_000 }, 0, 'faulty'],
  ['offline, and nobody needs it', UNNEEDED, OFFLINE, 0, 'unclear'],
  ['offline, and somebody watches', UNNEEDED, { ...OFFLINE, viewerCount: 1 }, 0, 'faulty'],
  ['offline, and it is analysed', { ...UNNEEDED, analyse: true }, OFFLINE, 0, 'faulty'],
  ['stalled', WARM, { ...LIVE, state: 'stalled' }, 0, 'unclear'],
  ['connecting', WARM, { ...LIVE, state: 'connecting' }, 1, 'unclear'],
  ['live for long', WARM, LIVE, 1, 'well'],
  ['live just now', WARM, { ...LIVE, sinceMs: NOW - 4_999 }, 1, 'unclear'],
  ['live for 5 s', WARM, { ...LIVE, sinceMs: NOW - 5_000 }, 1, 'well'],
  ['live for 5 s after the third time', WARM, { ...LIVE, sinceMs: NOW - 5_000 }, 3, 'unclear'],
  ['live for 15 s after the third time', WARM, { ...LIVE, sinceMs: NOW - 15_000 }, 3, 'well'],
  ['live for five minutes after the thousandth', WARM, { ...LIVE, sinceMs: NOW - 300_000 }, 1_000, 'well'],
  ['idle: it answered', UNNEEDED, { ...LIVE, state: 'idle' }, 1, 'well'],
] as const)('a camera %s', (_name, camera, health, faultCount, expected) => {
  expect(judgeOffline({ camera, health, faultCount, nowMs: NOW }).is).toBe(expected);
});

test('a camera that is offline is an alert with the camera’s own cause', () => {
  const { fault } = judgeOffline({ camera: WARM, health: OFFLINE, faultCount: 0, nowMs: NOW });
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
  const seen = { camera: WARM, faultCount: 0, nowMs: NOW };
  expect(judgeClock({ ...seen, health: { ...LIVE, clockOffsetMs } }).is).toBe(expected);
  expect(judgeClock({ ...seen, health: { ...OFFLINE, clockOffsetMs } }).is).toBe('unclear');
});
