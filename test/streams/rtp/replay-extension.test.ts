/** When a replayed picture was taken, by the extension of its packet's header. */
import { expect, test } from 'vitest';
import { ReplayClock } from '../../../streams/replay/replay-clock.ts';
import { readReplayStamp } from '../../../streams/rtp/replay-extension.ts';

const AT_S = 1_764_230_450;
const NTP_OFFSET_S = 2_208_988_800;

function packet({ profile = 0xabac, words = 3, flags = 0xa0, contributors = 0 } = {}): Buffer {
  const header = Buffer.alloc(12 + contributors * 4);
  header[0] = 0x90 | contributors;
  const extension = Buffer.alloc(16);
  extension.writeUInt16BE(profile, 0);
  extension.writeUInt16BE(words, 2);
  extension.writeUInt32BE(AT_S + NTP_OFFSET_S, 4);
  extension.writeUInt32BE(2 ** 31, 8);
  extension[12] = flags;
  return Buffer.concat([header, extension, Buffer.from([0x65, 0x88])]);
}

test.each([
  ['of a picture', packet(), { atMs: AT_S * 1_000 + 500, isLast: false }],
  ['of the last picture', packet({ flags: 0x10 }), { atMs: AT_S * 1_000 + 500, isLast: true }],
  ['behind contributing sources', packet({ contributors: 2 }), { atMs: AT_S * 1_000 + 500, isLast: false }],
  ['of another profile', packet({ profile: 0xbede }), undefined],
  ['too short for it', packet({ words: 2 }), undefined],
  ['cut off', packet().subarray(0, 27), undefined],
])('a stamp %s is read or left', (_, bytes, expected) => {
  expect(readReplayStamp(bytes)).toEqual(expected);
});

test('a picture without a stamp was taken as long after one with it as its timestamp says', () => {
  const clock = new ReplayClock(0);
  clock.stamp(0xffff_fff0, 5_000);
  expect([clock.atMs(0xffff_fff0), clock.atMs(0xffff_fff0 + 9_000 - 2 ** 32)]).toEqual([5_000, 5_100]);
});

test('a stamp that came meanwhile does not change when the picture before was taken', () => {
  const clock = new ReplayClock(0);
  clock.stamp(1_000, 5_000);
  clock.stamp(2_000, 65_000);
  expect([clock.atMs(1_000), clock.atMs(2_000)]).toEqual([5_000, 65_000]);
});

test('where nothing is stamped the first picture is of the moment that was asked for', () => {
  const clock = new ReplayClock(7_000);
  expect([clock.atMs(90_000), clock.atMs(99_000)]).toEqual([7_000, 7_100]);
});
