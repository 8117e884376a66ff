import { expect, test } from 'vitest';
import { PictureOrder } from '../../../streams/rtp/picture-order.ts';
import { PPS } from '../../fixtures/h264-packets.ts';

const FRAME = 3_600;
/** Of x264: Main, and up to two pictures early, as its usability information says. */
const SAYS_TWO = Buffer.from('674d4016eca05017fcb080000003008000000f078b16cb', 'hex');
/** The same without usability information. */
const SAYS_NOTHING = Buffer.from('674d4016eca05017fca8', 'hex');
/** Slices whose header says P and B (first_mb 0, slice_type 5 and 6). */
const P = Buffer.from([0, 0, 0, 2, 0x41, 0x9a]);
const B = Buffer.from([0, 0, 0, 2, 0x01, 0x9e]);

/** In the order they are sent: when each is shown, in frames. */
function placed(sps: Buffer, shown: readonly { at: number; isB?: boolean; isKey?: boolean }[], from = 0) {
  let nowMs = 0;
  const order = new PictureOrder(() => nowMs);
  const parameterSets = { codec: 'h264' as const, sps, pps: PPS };
  return shown.map(({ at, isB = false, isKey = false }) => {
    nowMs += 40;
    return order.place({
      data: isB ? B : P,
      isKey,
      rtpTimestamp: (from + at * FRAME) >>> 0,
      parameterSets,
    });
  });
}

/** I P b b P b b, twice, with a key frame at the beginning of each. */
const REORDERED = [0, 3, 1, 2, 6, 4, 5, 7, 10, 8, 9, 13, 11, 12].map((at) => ({
  at,
  isKey: at === 0 || at === 7,
  isB: at % 3 !== 0 && ![7, 10, 13].includes(at),
}));

function checked(times: readonly ReturnType<PictureOrder['place']>[]) {
  const kept = times.filter((time) => time !== undefined);
  return {
    decoded: kept.map(({ ticks }) => ticks),
    shown: kept.map(({ ticks, compositionTicks }) => ticks + compositionTicks),
    early: kept.filter(({ compositionTicks }) => compositionTicks < 0).length,
  };
}

test('without B-frames a picture is shown when it is decoded', () => {
  const times = placed(SAYS_NOTHING, [{ at: 0, isKey: true }, { at: 1 }, { at: 2 }]);
  expect(times.map((time) => time?.compositionTicks)).toEqual([0, 0, 0]);
  expect(times.every((time) => time?.isReordered === false)).toBe(true);
});

test('a camera that says how many pictures come early has its decoding times in order from the first one', () => {
  const { decoded, shown, early } = checked(placed(SAYS_TWO, REORDERED));
  expect(decoded).toEqual(decoded.toSorted((one, other) => one - other));
  expect(new Set(decoded).size).toBe(decoded.length);
  const [first = 0] = shown;
  expect(shown.map((at) => (at - first) / FRAME)).toEqual(REORDERED.map(({ at }) => at));
  expect(early).toBe(0);
});

test('across the end of the RTP clock it is the same', () => {
  const { shown } = checked(placed(SAYS_TWO, REORDERED, 2 ** 32 - 2 * FRAME));
  const [first = 0] = shown;
  expect(shown.map((at) => (at - first) / FRAME)).toEqual(REORDERED.map(({ at }) => at));
});

test('a camera that does not say so loses no more than the pictures up to the next key frame', () => {
  const times = placed(SAYS_NOTHING, REORDERED);
  expect(times.slice(2, 7)).toEqual(Array.from({ length: 5 }, () => undefined));
  const { shown, early } = checked(times.slice(7));
  expect(shown.map((at) => (at - (shown[0] ?? 0)) / FRAME)).toEqual([0, 3, 1, 2, 6, 4, 5]);
  expect(early).toBe(0);
  expect(times.slice(7).every((time) => time?.isReordered)).toBe(true);
});

test('a camera that goes back for another reason goes on in order', () => {
  const { decoded } = checked(placed(SAYS_NOTHING, [{ at: 10, isKey: true }, { at: 9 }, { at: 11 }]));
  expect(decoded).toEqual(decoded.toSorted((one, other) => one - other));
});
