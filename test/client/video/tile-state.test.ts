import { expect, test } from 'vitest';
import type { ShownFailure } from '../../../client/src/api/failure.ts';
import { type TileFacts, tileState } from '../../../client/src/video/tile-state.ts';

const playing: TileFacts = {
  refusal: null,
  disabled: false,
  health: { state: 'live', cause: null },
  frameAgeMs: 40,
  everPlayed: true,
  failure: null,
};
const unreachable = { code: 'CAMERA_UNREACHABLE' as const, detail: { host: '10.0.0.9', port: 554 } };
const offline = { state: 'offline' as const, cause: unreachable };

test.each<[string, Partial<TileFacts>, string]>([
  ['pictures arrive', {}, 'live'],
  ['the newest picture is 2 s old', { frameAgeMs: 2_000 }, 'live'],
  ['the newest picture is older than 2 s', { frameAgeMs: 2_001 }, 'stalled'],
  ['nothing arrived yet', { frameAgeMs: null, everPlayed: false }, 'connecting'],
  ['playback is opened again after pictures were seen', { frameAgeMs: null }, 'stalled'],
  ['the camera is offline and its last picture is old', { health: offline, frameAgeMs: 9_000 }, 'offline'],
  ['the report is late but pictures arrive', { health: offline }, 'live'],
  [
    'the person may not watch',
    { refusal: { code: 'NOT_ALLOWED' as const, detail: { action: 'camera.watch' } } },
    'noPermission',
  ],
  ['the right was withdrawn', { failure: { code: 'NOT_ALLOWED', detail: {} } }, 'noPermission'],
  ['the camera is switched off', { disabled: true }, 'offline'],
  ['the server says what is wrong with the camera', { frameAgeMs: null, failure: unreachable }, 'offline'],
  [
    'the media node is away',
    { frameAgeMs: null, everPlayed: false, failure: { code: 'MEDIA_NODE_AWAY', detail: {} } },
    'connecting',
  ],
])('when %s a tile says so', (_, facts, state) => {
  expect(tileState({ ...playing, ...facts }).state).toBe(state);
});

test('the cause of an offline camera is told', () => {
  expect(tileState({ ...playing, health: offline, frameAgeMs: null }).cause).toEqual(unreachable);
});

test('a live tile has no cause to tell', () => {
  expect(tileState({ ...playing, failure: unreachable }).cause).toBeNull();
});

test('a right that has ended is told with its end, be it heard of from the player alone', () => {
  const ended: ShownFailure = { code: 'RIGHT_ENDED', detail: { action: 'camera.watch', atMs: 1 } };
  expect(tileState({ ...playing, failure: ended })).toEqual({ state: 'noPermission', cause: ended });
});
