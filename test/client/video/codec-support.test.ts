import { expect, test } from 'vitest';
import { sentOf, unfitForWebRtc } from '../../../client/src/video/codec-support.ts';
import { health } from '../site-things.ts';

test.each([
  { name: 'H.264', sent: { codec: 'avc1.4d401f', warnings: [] }, expected: null },
  { name: 'a camera nothing is known of', sent: undefined, expected: null },
  { name: 'before the first picture', sent: { codec: null, warnings: [] }, expected: null },
  { name: 'H.265', sent: { codec: 'hvc1.1.6.L93.B0', warnings: [] }, expected: 'h265' as const },
  {
    name: 'B-frames',
    sent: { codec: 'avc1.4d401f', warnings: ['CAMERA_HAS_B_FRAMES' as const] },
    expected: 'bFrames' as const,
  },
])('$name is unfit for WebRTC because of: $expected', ({ sent, expected }) => {
  expect(unfitForWebRtc(sent)).toBe(expected);
});

const SUB = { state: 'live', cause: null, warnings: [], codec: 'hvc1.1.6.L93.B0', keyFrameIntervalMs: 4_000 } as const;
test.each([
  ['the main stream', health('c', { codec: 'avc1.4d401f', sub: { ...SUB, warnings: [] } }), 'main', null],
  [
    'a sub-stream of another codec',
    health('c', { codec: 'avc1.4d401f', sub: { ...SUB, warnings: [] } }),
    'sub',
    'h265',
  ],
  ['a sub-stream there is none of', health('c', { codec: 'avc1.4d401f' }), 'sub', null],
  [
    'one that cannot be had',
    health('c', { codec: 'avc1.4d401f', sub: { ...SUB, state: 'offline', warnings: [] } }),
    'sub',
    null,
  ],
] as const)('what is sent where %s is asked for', (_, seen, quality, unfit) => {
  expect(unfitForWebRtc(sentOf(seen, quality))).toBe(unfit);
});
