/** The other rules as tables: cameras, grids, incidents, sessions, sign-in, people. */
import { expect, test } from 'vitest';
import type { Person } from '../../config/contract/person.ts';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { keepsAnAdministrator } from '../../server/accounts/person.rules.ts';
import { expiry } from '../../server/accounts/session.rules.ts';
import { decide } from '../../server/accounts/sign-in.rules.ts';
import { change, takeOutCredentials } from '../../server/cameras/camera.rules.ts';
import { DEMO_CAMERAS, DEMO_GRIDS } from '../../server/demo/demo-site.ts';
import { isForeign } from '../../server/http/origin.ts';
import { dayOf, numberOf } from '../../server/incidents/incident.rules.ts';

test.each([
  ['rtsp://10.0.0.1/1', '', '', { sourceUrl: 'rtsp://10.0.0.1/1', username: '', password: '' }],
  ['rtsp://a:b@10.0.0.1/1', '', '', { sourceUrl: 'rtsp://10.0.0.1/1', username: 'a', password: 'b' }],
  ['rtsp://a:p@ss@10.0.0.1/1', '', '', { sourceUrl: 'rtsp://10.0.0.1/1', username: 'a', password: 'p@ss' }],
  ['rtsp://a:b:c@10.0.0.1/1', '', '', { sourceUrl: 'rtsp://10.0.0.1/1', username: 'a', password: 'b:c' }],
  ['rtsp://a:100%25@10.0.0.1/1', '', '', { sourceUrl: 'rtsp://10.0.0.1/1', username: 'a', password: '100%' }],
  ['rtsp://a:100%@10.0.0.1/1', '', '', { sourceUrl: 'rtsp://10.0.0.1/1', username: 'a', password: '100%' }],
  ['rtsp://a:b@10.0.0.1/1', 'c', 'd', { sourceUrl: 'rtsp://10.0.0.1/1', username: 'c', password: 'd' }],
  ['rtsp://10.0.0.1/x@y', '', '', { sourceUrl: 'rtsp://10.0.0.1/x@y', username: '', password: '' }],
])('user and password are taken out of %s', (sourceUrl, username, password, expected) => {
  expect(takeOutCredentials({ sourceUrl, username, password })).toEqual(expected);
});

const CAMERA = {
  id: 'c',
  name: '东门',
  code: '',
  groupId: 'g',
  gridId: null,
  sourceUrl: 'rtsp://10.0.0.1/1',
  subSourceUrl: '',
  intake: 'rtsp' as const,
  transport: 'auto' as const,
  onvifUrl: '',
  sourceToken: '',
  audio: false,
  username: 'a',
  streamKey: '',
  password: 'b',
  position: null,
  bearingDegrees: null,
  viewAngleDegrees: 60,
  viewReachMetres: 70,
  keepWarm: true,
  analyse: true,
  deviceEvents: false,
  recordAudio: false,
  recording: RecordingPlan.parse({}),
  disabled: false,
};
test.each([
  [{ name: '西门' }, { name: '西门', password: 'b' }],
  [{ password: undefined }, { password: 'b' }],
  [{ password: '' }, { password: '' }],
  [{ sourceUrl: 'rtsp://10.0.0.2/1' }, { sourceUrl: 'rtsp://10.0.0.2/1', username: 'a', password: 'b' }],
  [{ subSourceUrl: 'rtsp://x:y@10.0.0.1/2' }, { subSourceUrl: 'rtsp://10.0.0.1/2', username: 'x', password: 'y' }],
  [{ sourceUrl: 'rtsp://x:y@10.0.0.2/1' }, { sourceUrl: 'rtsp://10.0.0.2/1', username: 'x', password: 'y' }],
])('a camera changed by %o keeps what was left out', (changes, expected) => {
  // The types forbid an explicit undefined; what comes from outside may still hold one.
  expect(change(CAMERA, changes as object)).toMatchObject(expected);
});

test.each([
  ['2026-11-23T15:59:59Z', 'Asia/Shanghai', '20261123'],
  ['2026-11-23T16:00:00Z', 'Asia/Shanghai', '20261124'],
  ['2026-11-23T16:00:00Z', 'UTC', '20261123'],
])('at %s it is the %s day %s', (at, timeZone, day) => {
  expect(dayOf(Date.parse(at), timeZone)).toBe(day);
});

test.each([
  [7, '20261123-0007'],
  [12_345, '20261123-12345'],
])('incident %i of a day is %s', (nth, number) => {
  expect(numberOf('20261123', nth)).toBe(number);
});

const LIMITS = { idleSignOutMs: 100, sessionMaxMs: 1_000 };
test.each([
  [{ wall: false, createdAtMs: 0, touchedAtMs: 0 }, 99, null],
  [{ wall: false, createdAtMs: 0, touchedAtMs: 0 }, 100, 'idle'],
  [{ wall: true, createdAtMs: 0, touchedAtMs: 0 }, 999, null],
  [{ wall: true, createdAtMs: 0, touchedAtMs: 0 }, 1_000, 'ended'],
  [{ wall: false, createdAtMs: 0, touchedAtMs: 990 }, 1_000, 'ended'],
])('session %o at %i: %s', (session, nowMs, expected) => {
  expect(expiry(session, nowMs, LIMITS)).toBe(expected);
});

const LOCK = { lockAfterFailures: 2, lockMs: 100 };
test.each([
  [{ passwordIsRight: true, disabled: false, nowMs: 0 }, undefined, { outcome: 'signedIn' }],
  [{ passwordIsRight: true, disabled: true, nowMs: 0 }, undefined, { outcome: 'refused', code: 'ACCOUNT_DISABLED' }],
  [
    { passwordIsRight: false, disabled: true, nowMs: 0 },
    undefined,
    { code: 'WRONG_CREDENTIALS', failures: { failureCount: 1, lockedUntilMs: 0 } },
  ],
  [
    { passwordIsRight: false, disabled: false, nowMs: 5 },
    { failureCount: 1, lockedUntilMs: 0 },
    { code: 'WRONG_CREDENTIALS', failures: { failureCount: 0, lockedUntilMs: 105 } },
  ],
  [
    { passwordIsRight: true, disabled: false, nowMs: 104 },
    { failureCount: 0, lockedUntilMs: 105 },
    { outcome: 'locked', code: 'ACCOUNT_LOCKED' },
  ],
  [
    { passwordIsRight: true, disabled: false, nowMs: 105 },
    { failureCount: 0, lockedUntilMs: 105 },
    { outcome: 'signedIn' },
  ],
])('the attempt %o after %o is decided', (attempt, before, expected) => {
  expect(decide(attempt, before, LOCK)).toMatchObject(expected);
});

const ADMIN: Person = {
  id: '1',
  account: 'admin',
  name: '管理员',
  unit: '',
  unitId: null,
  community: '',
  post: '',
  phone: '',
  role: 'administrator',
  cameraGroups: 'all',
  disabled: false,
  createdAtMs: 0,
};
test.each([
  ['alone, disabled', [ADMIN], { ...ADMIN, disabled: true }, false],
  ['alone, unchanged', [ADMIN], ADMIN, true],
  ['beside another', [ADMIN, { ...ADMIN, id: '2' }], { ...ADMIN, disabled: true }, true],
  [
    'beside a disabled one',
    [ADMIN, { ...ADMIN, id: '2', disabled: true }],
    { ...ADMIN, role: 'auditor' as const },
    false,
  ],
])('a site keeps an administrator: %s', (_case, people, changed, expected) => {
  expect(keepsAnAdministrator(people, changed)).toBe(expected);
});

test.each([
  [undefined, 'a:1', false],
  ['http://a:1', 'a:1', false],
  ['https://a', 'a', false],
  ['https://a', 'a:443', false],
  ['http://a:2', 'a:1', true],
  ['http://b:1', 'a:1', true],
  ['null', 'a:1', true],
  ['http://a:1', undefined, true],
])('a page of %s that asks %s is foreign: %s', (origin, host, expected) => {
  expect(isForeign({ headers: { ...(origin && { origin }), ...(host && { host }) } })).toBe(expected);
});

test.each(DEMO_CAMERAS)('the demo camera $name stands inside its grid', ({ position, gridCode }) => {
  const ring = DEMO_GRIDS.find(({ code }) => code === gridCode)?.rings[0] ?? [];
  const { longitude, latitude } = position ?? { longitude: 0, latitude: 0 };
  // Left of every side of a convex ring that runs counter-clockwise.
  const sides = ring.slice(1).map(([x2, y2], index) => {
    const [x1 = 0, y1 = 0] = ring[index] ?? [];
    return (x2 - x1) * (latitude - y1) - (y2 - y1) * (longitude - x1);
  });
  expect(Math.min(...sides)).toBeGreaterThan(0);
});
