/** What is measured of pictures that come in time, late, rarely or not at all. */
import { expect, test } from 'vitest';
import { HealthMeter } from '../../../streams/cameras/health-meter.ts';
import { HourCount } from '../../../streams/cameras/hour-count.ts';
import { type AccessUnit, TICKS_PER_MS } from '../../../streams/hub/access-unit.ts';
import { IN_ORDER } from '../../fixtures/units.ts';

const EVERY_MS = 40;
const PARAMETER_SETS = { codec: 'h264' as const, sps: Buffer.alloc(0), pps: Buffer.alloc(0) };

function picture(atMs: number, { lateMs = 0, isKey = false, byteCount = 1_000 } = {}): AccessUnit {
  return {
    data: Buffer.alloc(byteCount),
    isKey,
    parameterSets: PARAMETER_SETS,
    ...IN_ORDER,
    ticks: atMs * TICKS_PER_MS,
    receivedAtMs: atMs + lateMs,
  };
}

/** 25 a second, the first one at 0; a key frame every two seconds. */
function pictures(meter: HealthMeter, forMs: number, lateMs: (atMs: number) => number = () => 0): void {
  for (let atMs = 0; atMs < forMs; atMs += EVERY_MS) {
    meter.note(picture(atMs, { lateMs: lateMs(atMs), isKey: atMs % 2_000 === 0 }));
  }
}

test('frames, bits and key frames are counted over the last four seconds', () => {
  const meter = new HealthMeter();
  pictures(meter, 12_000);
  const { framesPerSecond, bitrateKbps, keyFrameIntervalMs } = meter.read(12_000);
  expect([Math.round(framesPerSecond), bitrateKbps, keyFrameIntervalMs]).toEqual([25, 200, 2_000]);
});

test.each([
  { name: 'all in time', lateMs: () => 0, expected: 0 },
  { name: 'all equally long on the way', lateMs: () => 700, expected: 0 },
  { name: 'key frames alone are late', lateMs: (atMs: number) => (atMs % 2_000 === 0 ? 300 : 0), expected: 0 },
  { name: 'the second half is late', lateMs: (atMs: number) => (atMs >= 6_000 ? 900 : 0), expected: 900 },
])('$name: $expected ms late', ({ lateMs, expected }) => {
  const meter = new HealthMeter();
  pictures(meter, 10_000, lateMs);
  expect(meter.read(10_000).delayMs).toBe(expected);
});

test('a key frame that does not come counts for the time it has been missed', () => {
  const meter = new HealthMeter();
  meter.note(picture(0, { isKey: true }));
  for (let atMs = EVERY_MS; atMs <= 9_000; atMs += EVERY_MS) meter.note(picture(atMs));
  expect(meter.read(9_000).keyFrameIntervalMs).toBe(9_000);
});

test('loss is of the last ten seconds, and a packet that comes after all is not lost', () => {
  const meter = new HealthMeter();
  const count = (atMs: number, received: number, lost: number) => {
    meter.noteSource({ received, lost, cameraClock: null }, atMs);
    return meter.read(atMs).lossPercent;
  };
  expect(count(0, 1_000, 500)).toBe(0);
  expect(count(5_000, 1_970, 530)).toBe(3);
  expect(count(10_000, 3_000, 495)).toBe(0);
  expect(count(16_000, 4_000, 495)).toBe(0);
});

test('the camera’s clock is compared with ours when its report came, and forgotten with the connection', () => {
  const meter = new HealthMeter();
  meter.noteSource({ received: 0, lost: 0, cameraClock: { ntpMs: 4_000, receivedAtMs: 64_000 } }, 70_000);
  expect(meter.read(70_000).clockOffsetMs).toBe(-60_000);
  meter.restart();
  expect(meter.read(70_000).clockOffsetMs).toBeNull();
});

test('what is usual is known once the camera has settled, follows slowly, and outlives the connection', () => {
  const meter = new HealthMeter();
  pictures(meter, 7_000);
  expect(meter.read(7_000).usualFramesPerSecond).toBe(0);
  pictures(meter, 12_000);
  const usual = meter.read(12_000).usualFramesPerSecond;
  meter.read(13_000);
  meter.restart();
  expect(usual).toBeGreaterThan(24);
  expect(meter.read(14_000).usualFramesPerSecond).toBeCloseTo(usual, 0);
});

test('an hour later it does not count any more', () => {
  const count = new HourCount();
  count.note(0);
  count.note(1_000);
  expect([count.read(3_599_999), count.read(3_600_000), count.read(3_601_000)]).toEqual([2, 1, 0]);
});
