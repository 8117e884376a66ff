import { expect, test } from 'vitest';
import { judge, type Observed, retryAfterMs } from '../../../streams/cameras/camera.rules.ts';

const LIMITS = { stallMs: 3_000, offlineMs: 8_000, reconnectMinMs: 1_000, reconnectMaxMs: 5_000 };
const NOW = 100_000;
const LOST = { code: 'CAMERA_CONNECTION_LOST' as const, detail: {} };

const CASES: { name: string; seen: Partial<Observed>; state: string; cause?: string }[] = [
  { name: 'nobody needs it', seen: { needed: false }, state: 'idle' },
  {
    name: 'nobody needs it and the last probe failed',
    seen: { needed: false, cause: LOST },
    state: 'offline',
    cause: 'CAMERA_CONNECTION_LOST',
  },
  { name: 'no frame yet', seen: {}, state: 'connecting' },
  { name: 'no frame yet and a try failed', seen: { cause: LOST }, state: 'offline', cause: 'CAMERA_CONNECTION_LOST' },
  { name: 'a frame just now', seen: { lastFrameAtMs: NOW - 40 }, state: 'live' },
  {
    name: 'a frame just now, then the connection broke',
    seen: { lastFrameAtMs: NOW - 40, cause: LOST },
    state: 'live',
  },
  { name: 'silent for 3 s', seen: { lastFrameAtMs: NOW - 3_000 }, state: 'stalled', cause: 'CAMERA_NO_FRAMES' },
  {
    name: 'silent for 3 s because the connection broke',
    seen: { lastFrameAtMs: NOW - 3_000, cause: LOST },
    state: 'stalled',
    cause: 'CAMERA_CONNECTION_LOST',
  },
  { name: 'silent for 8 s', seen: { lastFrameAtMs: NOW - 8_000 }, state: 'offline', cause: 'CAMERA_NO_FRAMES' },
];

test.each(CASES)('$name: $state', ({ seen, state, cause }) => {
  const judged = judge({ nowMs: NOW, needed: true, lastFrameAtMs: null, cause: null, ...seen }, LIMITS);
  expect([judged.state, judged.cause?.code]).toEqual([state, cause]);
});

test('tries come less often, never rarer than the limit, and apart from each other', () => {
  const waits = [0, 1, 2, 3, 50].map((failures) => retryAfterMs(failures, 'CAMERA_UNREACHABLE', LIMITS, 1));
  expect(waits).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  expect(retryAfterMs(0, 'CAMERA_UNREACHABLE', LIMITS, 0)).toBe(750);
});

test('a wrong password is tried once a minute, so that the camera does not lock the account', () => {
  expect(retryAfterMs(0, 'CAMERA_WRONG_PASSWORD', LIMITS, 1)).toBe(60_000);
});
