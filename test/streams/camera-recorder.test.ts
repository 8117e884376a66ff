/** What a camera's recorder writes of the pictures it is handed, by a clock that goes with them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type RecordedSegment, RecordingPlan } from '../../config/contract/recording.ts';
import { CameraRecorder } from '../../streams/recording/camera-recorder.ts';
import { stream } from '../fixtures/units.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lianqin-recorder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('an event soon after another leaves no hole between the two', async () => {
  const segments: RecordedSegment[] = [];
  let nowMs = 0;
  const recorder = new CameraRecorder(RecordingPlan.parse({ mode: 'event', preRollS: 3 }), {
    ...{ cameraId: 'gate', folder, timeZone: 'UTC', segmentMs: 60_000, clock: () => nowMs },
    audioFormat: () => undefined,
    onSegment: (segment, hasEnded) => void (hasEnded && segments.push(segment)),
    onFault: ({ why }) => {
      throw why;
    },
  });
  for (const unit of stream(20)) {
    nowMs = unit.receivedAtMs;
    if (nowMs === 6_000) recorder.recordUntil(8_500);
    if (nowMs === 11_000) recorder.recordUntil(13_000);
    recorder.take(unit);
  }
  await recorder.close();
  expect(segments.map(({ startedAtMs, endedAtMs }) => [startedAtMs, endedAtMs])).toEqual([
    [2_000, 10_000],
    [10_000, 14_000],
  ]);
});
