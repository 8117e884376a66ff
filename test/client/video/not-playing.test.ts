/** Why no picture of a camera would come. */
import { expect, test } from 'vitest';
import { notPlaying } from '../../../client/src/video/not-playing.rules.ts';
import { camera, health } from '../site-things.ts';

const REFUSAL = { code: 'NOT_ALLOWED', detail: { action: 'camera.watch' } } as const;
const CAUSE = { code: 'CAMERA_UNREACHABLE', detail: {} } as const;
const LIVE = { camera: camera('c'), health: health('c'), refusal: null, mediaAvailable: true };
const OFFLINE = health('c', { state: 'offline', cause: CAUSE });
const DISABLED = camera('c', { disabled: true });

test.each([
  ['a camera that plays needs no words', LIVE, null],
  ['one nobody has heard of yet may still come', { ...LIVE, health: undefined }, null],
  ['one that is away says its cause', { ...LIVE, health: OFFLINE }, CAUSE],
  ['one that is away for no known cause says that', { ...LIVE, health: health('c', { state: 'offline' }) }, 'offline'],
  ['one whose picture stands says that', { ...LIVE, health: health('c', { state: 'stalled' }) }, 'stalled'],
  ['nothing plays while the media node is away', { ...LIVE, mediaAvailable: false }, { code: 'MEDIA_NODE_AWAY' }],
  ['one that is disabled says so first', { ...LIVE, camera: DISABLED, health: OFFLINE }, { code: 'CAMERA_DISABLED' }],
  ['whoever may not watch is told that', { ...LIVE, camera: DISABLED, refusal: REFUSAL }, REFUSAL],
])('%s', (_, facts, why) => {
  expect(notPlaying(facts)).toEqual(why && typeof why === 'object' ? expect.objectContaining(why) : why);
});
