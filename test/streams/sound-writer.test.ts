/** A track of sound without holes, whatever comes. */
import { describe, expect, test } from 'vitest';
import type { AudioFormat, AudioUnit } from '../../streams/hub/audio-unit.ts';
import { openSoundWriter } from '../../streams/recording/sound-writer.ts';

const SECOND = 90_000;
const none = Buffer.alloc(0);
const AAC: AudioFormat = { codec: 'AAC', clockRate: 16_000, channels: 1, config: Buffer.from('1408', 'hex') };
const AAC_TICKS = 5_760;
const OPUS: AudioFormat = { codec: 'Opus', clockRate: 48_000, channels: 2, config: none };
const PCMA: AudioFormat = { codec: 'PCMA', clockRate: 8_000, channels: 1, config: none };

/** Units one after another from that time on. */
function units(format: AudioFormat, durationTicks: number, count: number, fromTicks = 0): AudioUnit[] {
  const byteCount = format.codec === 'PCMA' ? durationTicks / 11.25 : 50;
  return Array.from({ length: count }, (_, index) => {
    const ticks = fromTicks + index * durationTicks;
    return { data: Buffer.alloc(byteCount, 0x2a), ticks, durationTicks, receivedAtMs: ticks / 90, format };
  });
}

const endOf = (run: { ticks: number; samples: readonly { durationTicks: number }[] } | undefined) =>
  run?.samples.reduce((sum, { durationTicks }) => sum + durationTicks, run.ticks);

describe.each([
  { format: AAC, durationTicks: AAC_TICKS },
  { format: OPUS, durationTicks: 1_800 },
  { format: PCMA, durationTicks: 1_800 },
])('of $format.codec', ({ format, durationTicks }) => {
  const perSecond = Math.floor(SECOND / durationTicks);

  test('what comes evenly is written evenly, each run where the one before it ended', () => {
    const writer = openSoundWriter(format, 0);
    const all = units(format, durationTicks, perSecond * 2);
    const first = writer.write(all.slice(0, perSecond), SECOND);
    const second = writer.write(all.slice(perSecond), 2 * SECOND);
    expect(first?.ticks).toBe(0);
    expect(second?.ticks).toBe(endOf(first));
    expect(endOf(second)).toBe(perSecond * 2 * durationTicks);
  });

  test('what was lost on the way is silence, and what follows is at its own time', () => {
    const writer = openSoundWriter(format, 0);
    const lost = [...units(format, durationTicks, 3), ...units(format, durationTicks, 3, 10 * durationTicks)];
    expect(endOf(writer.write(lost, SECOND / 2))).toBe(13 * durationTicks);
  });

  test('a camera that falls silent leaves no hole, and is heard again when it speaks', () => {
    const writer = openSoundWriter(format, 0);
    writer.write(units(format, durationTicks, 2), SECOND / 2);
    const silent = endOf(writer.write([], 3 * SECOND)) ?? 0;
    expect(3 * SECOND - silent).toBeLessThanOrEqual(0.3 * SECOND);
    const later = writer.write(units(format, durationTicks, 2, 3 * SECOND), 3.2 * SECOND);
    expect(later?.ticks).toBe(silent);
    expect(endOf(later)).toBe(3 * SECOND + 2 * durationTicks);
  });

  test('what comes twice, or before the pictures, is left out', () => {
    const writer = openSoundWriter(format, SECOND);
    const once = units(format, durationTicks, 4, SECOND);
    const run = writer.write([...units(format, durationTicks, 2), ...once, ...once], SECOND + 4 * durationTicks);
    expect(endOf(run)).toBe(SECOND + 4 * durationTicks);
  });
});

test('a moment more or less between two pieces changes nothing', () => {
  const writer = openSoundWriter(PCMA, 0);
  const jittery = units(PCMA, 1_800, 40).map((unit, index) => ({ ...unit, ticks: unit.ticks + (index % 2) * 900 }));
  expect(endOf(writer.write(jittery, SECOND))).toBe(40 * 1_800);
});

test('silence of AAC and Opus is what a decoder takes for it', () => {
  const silenceOf = (format: AudioFormat) =>
    openSoundWriter(format, 0).write([], SECOND)?.samples[0]?.data.toString('hex');
  expect([silenceOf(AAC), silenceOf(OPUS)]).toEqual(['01182007', 'fcfffe']);
});
