/** FLAC of what came as G.711, decoded by a program that is not ours. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { type Law, readG711 } from '../../../streams/flac/g711.ts';
import { flacFrame, LONGEST_BLOCK, streamInfo } from '../../../streams/flac/write-flac.ts';

const RATE = 8_000;

function ffmpeg(input: Buffer, ...args: string[]): Buffer {
  return execFileSync('ffmpeg', ['-v', 'error', '-xerror', ...args, '-f', 's16le', '-'], { input });
}

/** As a file: the mark, what it says of itself, and its frames. */
function fileOf(samples: Int16Array, { channels = 1, blockSize = LONGEST_BLOCK } = {}): Buffer {
  const frames: Buffer[] = [];
  for (let at = 0; at < samples.length; at += blockSize * channels) {
    frames.push(flacFrame(samples.subarray(at, at + blockSize * channels), channels, at / channels));
  }
  return Buffer.concat([Buffer.from('fLaC'), streamInfo({ sampleRate: RATE, channels }), ...frames]);
}

function decoded(file: Buffer): Int16Array {
  const bytes = ffmpeg(file, '-f', 'flac', '-i', 'pipe:0');
  return Int16Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(index * 2));
}

/** The same every time. */
function noise(count: number, loudness: number): Int16Array {
  let state = 1;
  return Int16Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.round(((state / 2_147_483_647) * 2 - 1) * loudness);
  });
}

const tone = Int16Array.from({ length: 3 * RATE }, (_, index) => Math.round(12_000 * Math.sin(index / 3)));

test.each([
  { what: 'a tone', samples: tone },
  { what: 'loud noise', samples: noise(RATE, 32_767) },
  { what: 'what came as A-law, whose lowest bits are never used', samples: tone.map((each) => each & ~7) },
  { what: 'a whisper', samples: noise(RATE, 3) },
  { what: 'nothing at all', samples: new Int16Array(RATE) },
  {
    what: 'the loudest there is',
    samples: Int16Array.from({ length: RATE }, (_, i) => (i % 2 === 0 ? 32_767 : -32_768)),
  },
])('$what comes back as it was', ({ samples }) => {
  expect(decoded(fileOf(samples))).toEqual(samples);
});

test.each([16, 17, 160, 1_000])('blocks of %d samples come back as they were', (blockSize) => {
  const whole = tone.subarray(0, blockSize * 20);
  expect(decoded(fileOf(whole, { blockSize }))).toEqual(whole);
});

test('two channels keep apart', () => {
  const both = Int16Array.from({ length: 2 * RATE }, (_, index) => (index % 2 === 0 ? (tone[index] ?? 0) : 100));
  expect(decoded(fileOf(both, { channels: 2 }))).toEqual(both);
});

test.each([100, 2_000, 70_000, 3_000_000, 288_000_000])('after %d samples it is still counted right', (before) => {
  const block = tone.subarray(0, LONGEST_BLOCK);
  const frames = [0, 1, 2, 3].map((index) => flacFrame(block, 1, before + index * LONGEST_BLOCK));
  const file = Buffer.concat([Buffer.from('fLaC'), streamInfo({ sampleRate: RATE, channels: 1 }), ...frames]);
  expect(decoded(file)).toHaveLength(4 * LONGEST_BLOCK);
});

test.each([
  { law: 'PCMA', format: 'alaw' },
  { law: 'PCMU', format: 'mulaw' },
] as const)(
  'every code of $law stands for the sample it should, and takes no more room as FLAC than it did',
  ({ law, format }) => {
    const codes = Buffer.from(Array.from({ length: 256 }, (_, code) => code));
    const wanted = ffmpeg(codes, '-f', format, '-ar', `${RATE}`, '-i', 'pipe:0');
    expect(Buffer.from(readG711(codes, law satisfies Law).buffer)).toEqual(wanted);
    const said = execFileSync('ffmpeg', [
      ...['-v', 'error', '-f', 'lavfi', '-i', `anoisesrc=duration=5:sample_rate=${RATE}:amplitude=0.02:color=pink`],
      ...['-f', format, '-'],
    ]);
    expect(fileOf(readG711(said, law)).length).toBeLessThan(said.length);
  },
);
