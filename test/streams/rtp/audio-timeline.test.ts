import { expect, test } from 'vitest';
import { AudioTimeline } from '../../../streams/rtp/audio-timeline.ts';

const RATE = 8_000;
const PICTURE = { rtpTimestamp: 900_000, ticks: 5_000_000, atMs: 10_000 };
/** The camera says: that picture was taken at 1 000 000 ms, and the sound at RTP 16 000 a quarter of a second earlier. */
const VIDEO = { ntpMs: 1_000_000, rtpTimestamp: 900_000 };
const AUDIO = { ntpMs: 999_750, rtpTimestamp: 16_000 };

test('without reports, what arrives with a picture belongs to it, and goes on by its own clock', () => {
  const timeline = new AudioTimeline(RATE);
  const without = { picture: PICTURE, video: null, audio: null };
  expect(timeline.ticksOf(100, 10_020, without)).toBe(5_000_000 + 20 * 90);
  expect(timeline.ticksOf(100 + 160, 10_300, without)).toBe(5_000_000 + 40 * 90);
});

test('with reports it is where the camera says, however it arrives', () => {
  const timeline = new AudioTimeline(RATE);
  const reports = { picture: PICTURE, video: VIDEO, audio: AUDIO };
  expect(timeline.ticksOf(16_000, 10_400, reports)).toBe(5_000_000 - 250 * 90);
  expect(timeline.ticksOf(16_160, 10_900, reports)).toBe(5_000_000 - 230 * 90);
});

test('when the reports come late it is put right once, and never goes back', () => {
  const timeline = new AudioTimeline(RATE);
  const first = timeline.ticksOf(16_000, 10_000, { picture: PICTURE, video: null, audio: null });
  const second = timeline.ticksOf(16_160, 10_020, { picture: PICTURE, video: VIDEO, audio: AUDIO });
  expect(first).toBe(5_000_000);
  expect(second).toBe(first + 1);
  const later = { ...PICTURE, rtpTimestamp: 990_000, ticks: 5_090_000, atMs: 11_000 };
  expect(timeline.ticksOf(16_000 + RATE, 11_000, { picture: later, video: VIDEO, audio: AUDIO })).toBe(
    5_090_000 - 250 * 90,
  );
});

test('reports of clocks that do not belong together are not believed', () => {
  const timeline = new AudioTimeline(RATE);
  const wrong = { ...AUDIO, ntpMs: 5_000 };
  expect(timeline.ticksOf(16_000, 10_000, { picture: PICTURE, video: VIDEO, audio: wrong })).toBe(5_000_000);
});

test('its RTP clock may begin anew at the end of its range', () => {
  const timeline = new AudioTimeline(RATE);
  const without = { picture: PICTURE, video: null, audio: null };
  const first = timeline.ticksOf(2 ** 32 - 80, 10_000, without);
  expect(timeline.ticksOf(80, 10_020, without) - first).toBe(20 * 90);
});
