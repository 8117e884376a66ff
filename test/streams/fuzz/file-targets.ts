/** What lies on a disk that lost its power, what a player asks of it, and what an ffmpeg process complains of. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordedSegment } from '../../../config/contract/recording.ts';
import { readRange } from '../../../streams/http/byte-range.ts';
import { factsOf } from '../../../streams/hub/video-facts.ts';
import { fragment, initSegment, type Sample } from '../../../streams/mp4/fragmented-mp4.ts';
import { readFragments, readInit, readSegment } from '../../../streams/recording/segment-file.ts';
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

const folder = mkdtempSync(join(tmpdir(), 'fuzz-segment-'));
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
