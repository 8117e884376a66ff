import { expect, test } from 'vitest';
import { RecordingPlan } from '../../config/contract/recording.ts';
import { readRange } from '../../streams/http/byte-range.ts';
import { PreRoll } from '../../streams/recording/pre-roll.ts';
import { isToBeRecorded, readSegmentPath, segmentPath } from '../../streams/recording/recording.rules.ts';
import { vodPlaylist } from '../../streams/recording/vod-playlist.ts';
import { unit } from '../fixtures/units.ts';

const MONDAY_9_IN_SHANGHAI = Date.parse('2026-11-23T01:00:00Z');

test.each([
  { mode: 'off', expected: false },
  { mode: 'always', expected: true },
  { mode: 'weekly', weekday: 1, expected: true },
  { mode: 'weekly', weekday: 2, expected: false },
  { mode: 'weekly', weekday: 1, zone: 'America/New_York', expected: false },
  { mode: 'weekly', weekday: 7, zone: 'America/New_York', fromMinute: 1_200, expected: true },
  { mode: 'event', eventUntilMs: MONDAY_9_IN_SHANGHAI + 1, expected: true },
  { mode: 'event', eventUntilMs: MONDAY_9_IN_SHANGHAI, expected: false },
] as const)('on Monday at nine, $mode $weekday $zone is recorded: $expected', (wish) => {
  const { mode, expected } = wish;
  const {
    weekday = 1,
    zone = 'Asia/Shanghai',
    fromMinute = 540,
    eventUntilMs = 0,
  } = { ...wish } as {
    weekday?: number;
    zone?: string;
    fromMinute?: number;
    eventUntilMs?: number;
  };
  const plan = RecordingPlan.parse({ mode, hours: [{ weekday, fromMinute, toMinute: fromMinute + 60 }] });
  expect(isToBeRecorded(plan, MONDAY_9_IN_SHANGHAI, eventUntilMs, zone)).toBe(expected);
});

test('a segment is found again by its path, and nothing else passes for one', () => {
  const path = segmentPath('cam-1', MONDAY_9_IN_SHANGHAI);
  expect(path).toBe(`cam-1/2026-11-23/${MONDAY_9_IN_SHANGHAI}`);
  expect(readSegmentPath(path)).toEqual({ cameraId: 'cam-1', startedAtMs: MONDAY_9_IN_SHANGHAI });
  for (const other of ['../x/1', 'cam/2026-11-23/x', 'cam/1', '']) expect(readSegmentPath(other)).toBeUndefined();
});

test.each([
  [undefined, undefined],
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=900-5000', { start: 900, end: 999 }],
  ['bytes=990-', { start: 990, end: 999 }],
  ['bytes=-10', { start: 990, end: 999 }],
  ['bytes=1000-', 'unsatisfiable'],
  ['bytes=5-2', 'unsatisfiable'],
  ['bytes=0-1,5-9', undefined],
  ['items=0-9', undefined],
])('of a thousand bytes, %s asks for %o', (header, expected) => {
  expect(readRange(header, 1_000)).toEqual(expected);
});

test('the pre-roll reaches back as far as it is asked to, in whole groups of pictures', () => {
  const preRoll = new PreRoll();
  for (let second = 0; second < 20; second += 1) {
    preRoll.push(unit(second * 90_000, { isKey: second % 2 === 0 }), 5_000);
  }
  const kept = preRoll.take();
  expect(kept[0]?.isKey).toBe(true);
  expect(kept.map(({ receivedAtMs }) => receivedAtMs / 1_000)).toEqual([14, 15, 16, 17, 18, 19]);
  expect(preRoll.take()).toEqual([]);
});

const segment = (startedAtMs: number, isContinuation: boolean) => ({
  path: `c/2026-11-23/${startedAtMs}`,
  cameraId: 'c',
  startedAtMs,
  endedAtMs: startedAtMs + 8_000,
  byteCount: 9_000,
  codec: 'avc1.4d401f',
  width: 768,
  height: 576,
  audioCodec: null,
  initByteCount: 1_000,
  keyFrames: [0, 1, 2, 3].map((index) => ({ offset: 1_000 + index * 2_000, atMs: startedAtMs + index * 2_000 })),
  isContinuation,
});

test('a playlist begins at the key frame before the range, ends after it, and shows a gap as one', () => {
  const text = vodPlaylist([segment(0, false), segment(8_000, true), segment(60_000, false)], 3_000, 61_000);
  expect(text.split('\n').filter((line) => !/VERSION|TARGET|TYPE|INDEPENDENT|SEQUENCE|EXTM3U/.test(line))).toEqual([
    '#EXT-X-MAP:URI="0.mp4",BYTERANGE="1000@0"',
    '#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:02.000Z',
    '#EXTINF:4.000,',
    '#EXT-X-BYTERANGE:4000@3000',
    '0.mp4',
    '#EXTINF:2.000,',
    '#EXT-X-BYTERANGE:2000@7000',
    '0.mp4',
    '#EXT-X-MAP:URI="1.mp4",BYTERANGE="1000@0"',
    '#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:08.000Z',
    '#EXTINF:4.000,',
    '#EXT-X-BYTERANGE:4000@1000',
    '1.mp4',
    '#EXTINF:4.000,',
    '#EXT-X-BYTERANGE:4000@5000',
    '1.mp4',
    '#EXT-X-DISCONTINUITY',
    '#EXT-X-MAP:URI="2.mp4",BYTERANGE="1000@0"',
    '#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:01:00.000Z',
    '#EXTINF:2.000,',
    '#EXT-X-BYTERANGE:2000@1000',
    '2.mp4',
    '#EXT-X-ENDLIST',
    '',
  ]);
  expect(text).toContain('#EXT-X-TARGETDURATION:4\n');
});
