/** What of an encoder was changed in its form. */
import { expect, test } from 'vitest';
import { changesOfEncoder, isWithin } from '../../../client/src/cameras/encoder-form.rules.ts';
import type { EncoderSettings } from '../../../config/contract/camera.ts';

const SETTINGS: EncoderSettings = {
  ...{ encoding: 'H264', profile: 'High', govLength: 100, anchorFrameDistance: 3 },
  ...{ framesPerSecond: 25, width: 1920, height: 1080, bitrateKbps: null },
};

test('only what differs is sent, a size as a whole', () => {
  expect(changesOfEncoder(SETTINGS, SETTINGS)).toBeNull();
  expect(changesOfEncoder(SETTINGS, { ...SETTINGS, width: 1280, height: 720, govLength: 50 })).toEqual({
    size: { width: 1280, height: 720 },
    govLength: 50,
  });
});

test('what was emptied is left as it is', () => {
  expect(changesOfEncoder(SETTINGS, { ...SETTINGS, framesPerSecond: null })).toBeNull();
});

test.each([
  [25, { min: 1, max: 25 }, true],
  [26, { min: 1, max: 25 }, false],
  [26, null, true],
  [0, null, false],
  [null, null, false],
])('%s within %o is %s', (value, range, expected) => {
  expect(isWithin(value, range)).toBe(expected);
});
