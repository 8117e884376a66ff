/** What lies on a disk that lost its power, what a player asks of it, and what an ffmpeg process complains of. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { copyFile, open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { RecordedSegment } from '../../../config/contract/recording.ts';
import { readRange } from '../../../streams/http/byte-range.ts';
import type { AudioFormat } from '../../../streams/hub/audio-unit.ts';
import { factsOf } from '../../../streams/hub/video-facts.ts';
import { fragment, initSegment, type Sample } from '../../../streams/mp4/fragmented-mp4.ts';
import { describeSound } from '../../../streams/mp4/sound-entry.ts';
import { planClip } from '../../../streams/recording/clip.ts';
import { readFragments, readInit, readSegment } from '../../../streams/recording/segment-file.ts';
import { soundCovers } from '../../../streams/recording/sound-covers.ts';
import { openSoundWriter } from '../../../streams/recording/sound-writer.ts';
import { ffmpegFailure } from '../../../streams/sources/ffmpeg.rules.ts';
import { PARAMETER_SETS, stream } from '../../fixtures/units.ts';
import type { Target } from './targets.ts';

const PATH = 'gate/2026-11-23/1795395600000';
const ADDRESS = 'rtsp://user:secret@10.0.0.9/cam';
const COMPLAINTS = [
  '[tcp @ 0x55] Connection to tcp://10.0.0.9:554?timeout=0 failed: Connection refused',
  '[in#0 @ 0x55] Error opening input: Server returned 401 Unauthorized (authorization failed)',
  '[mp4 @ 0x55] Could not find tag for codec pcm_alaw in stream #1, codec not currently supported in container',
  'Error opening input file rtsp://user:secret@10.0.0.9/cam.',
];

/** As a recorder writes them: the head, then half a second at a time. */
function segmentBoxes(): Buffer[] {
  const size = factsOf(PARAMETER_SETS) ?? { width: 16, height: 16 };
  const samples = stream(4).map((unit): Sample => ({ unit, durationTicks: 3_600 }));
  const pieces = Array.from({ length: 8 }, (_, index) => samples.slice(index * 12, (index + 1) * 12));
  return [initSegment(PARAMETER_SETS, size), ...pieces.map((piece, index) => fragment(piece, index + 1))];
}

/** The same with sound. */
function soundingBoxes(format: AudioFormat): Buffer[] {
  const size = factsOf(PARAMETER_SETS) ?? { width: 16, height: 16 };
  const samples = stream(4).map((unit): Sample => ({ unit, durationTicks: 3_600 }));
  const writer = openSoundWriter(format, 0);
  const pieces = Array.from({ length: 8 }, (_, index) => {
    const sound = writer.write([], (index + 1) * 43_200);
    return fragment(samples.slice(index * 12, (index + 1) * 12), index + 1, sound);
  });
  return [initSegment(PARAMETER_SETS, size, describeSound(format)), ...pieces];
}

const SOUNDS: readonly AudioFormat[] = [
  { codec: 'AAC', clockRate: 16_000, channels: 1, config: Buffer.from('1408', 'hex') },
  { codec: 'Opus', clockRate: 48_000, channels: 2, config: Buffer.alloc(0) },
  { codec: 'PCMA', clockRate: 8_000, channels: 1, config: Buffer.alloc(0) },
];

const folder = mkdtempSync(join(tmpdir(), 'fuzz-segment-'));
mkdirSync(join(folder, dirname(PATH)), { recursive: true });
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

export const FILES: readonly Target[] = [
  {
    name: 'segment-file',
    valid: () => [segmentBoxes()],
    feed: async (messages) => {
      const bytes = Buffer.concat(messages);
      await writeFile(join(folder, 'segment'), bytes);
      await using file = await open(join(folder, 'segment'));
      const segment = await readSegment(file, PATH);
      if (segment) RecordedSegment.parse(segment);
      assert.ok(!segment || segment.byteCount <= bytes.length);
      const init = await readInit(file);
      for await (const { start, end } of readFragments(file, init?.length ?? 0, bytes.length)) {
        assert.ok(start < end && end <= bytes.length);
      }
    },
  },
  {
    name: 'sounding-segment-file',
    valid: () => SOUNDS.map(soundingBoxes),
    feed: async (messages, random) => {
      const bytes = Buffer.concat(messages);
      await writeFile(join(folder, 'sounding'), bytes);
      await using file = await open(join(folder, 'sounding'));
      const segment = await readSegment(file, PATH);
      if (!segment) return;
      RecordedSegment.parse(segment);
      const start = random(segment.byteCount);
      const end = start + random(segment.byteCount - start);
      for (const { start: place, bytes: cover } of await soundCovers(file, segment, { start, end })) {
        assert.ok(place >= 0 && place + cover.length <= segment.byteCount);
      }
      await copyFile(join(folder, 'sounding'), join(folder, `${PATH}.mp4`));
      const clip = await planClip(folder, [segment], 0, Number.MAX_SAFE_INTEGER);
      for (const part of clip?.parts ?? []) assert.ok(part.start + part.byteCount <= bytes.length);
    },
  },
  {
    name: 'byte-range',
    valid: () => [['bytes=0-499', 'bytes=500-', 'bytes=-500', 'bytes=0-0,-1'].map((range) => Buffer.from(range))],
    feed: (messages, random) => {
      const byteCount = random(2_000);
      for (const message of messages) {
        const range = readRange(message.toString('latin1'), byteCount);
        if (range === undefined || range === 'unsatisfiable') continue;
        assert.ok(Number.isInteger(range.start) && range.start >= 0);
        assert.ok(range.start <= range.end && range.end < byteCount, JSON.stringify(range));
      }
    },
  },
  {
    name: 'ffmpeg-complaints',
    valid: () => [COMPLAINTS.map((line) => Buffer.from(`${line}\n`))],
    feed: (messages) => {
      const failure = ffmpegFailure(Buffer.concat(messages).toString('latin1'), ADDRESS);
      assert.ok(failure.code.startsWith('CAMERA_') || failure.code === 'COMPATIBILITY_FAILED', failure.code);
      assert.ok(JSON.stringify(failure.detail).length < 1_000);
    },
  },
];
