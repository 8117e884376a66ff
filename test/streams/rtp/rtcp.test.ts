/** What the SFU asks for by RTCP. */
import { expect, test } from 'vitest';
import { asksForKeyFrame, receiverReport } from '../../../streams/rtp/rtcp.ts';

const report = receiverReport({ ssrc: 1, of: 2, highestSequence: 3, lost: 0 });
const feedback = (type: number, format: number, words = 2) => {
  const packet = Buffer.alloc((words + 1) * 4);
  packet[0] = 0x80 | format;
  packet[1] = type;
  packet.writeUInt16BE(words, 2);
  return packet;
};

test.each([
  ['picture loss', feedback(206, 1), true],
  ['full intra', feedback(206, 4, 4), true],
  ['picture loss behind a report', Buffer.concat([report, feedback(206, 1)]), true],
  ['a slice', feedback(206, 2, 3), false],
  ['packets to be sent again', feedback(205, 1, 3), false],
  ['a report alone', report, false],
  ['nothing', Buffer.alloc(0), false],
  ['what is cut off', feedback(206, 1).subarray(0, 3), false],
  ['another version', Buffer.concat([Buffer.from([0x00, 200, 0, 0]), feedback(206, 1)]), false],
])('%s: %#', (_, packet, expected) => {
  expect(asksForKeyFrame(packet)).toBe(expected);
});
