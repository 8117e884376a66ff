import { expect, test } from 'vitest';
import { unfitForWebRtc } from '../../../client/src/video/codec-support.ts';

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
