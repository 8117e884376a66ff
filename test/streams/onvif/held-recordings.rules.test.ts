/** Stretches a recorder holds, out of what recorders say. */
import { expect, test } from 'vitest';
import { type HeldRecording, heldSpans, type TrackState } from '../../../streams/onvif/held-recordings.rules.ts';

const WITHIN = { fromMs: 1_000_000, toMs: 2_000_000, nowMs: 3_000_000 };

function recording(token: string, fromMs: number | null, toMs: number | null): HeldRecording {
  return {
    token,
    sourceId: '',
    tracks: [
      { token: 'video', isVideo: true, fromMs, toMs },
      { token: 'sound', isVideo: false, fromMs: 0, toMs: null },
    ],
  };
}

function states(recordingToken: string, ...all: readonly [atMs: number, hasData: boolean, isStart?: boolean][]) {
  return all.map(([atMs, hasData, isStart = false]): TrackState => {
    return { recordingToken, trackToken: 'video', atMs, hasData, isStart };
  });
}

test.each([
  [
    'what is said to end, and never to begin, was there before',
    states('a', [1_200_000, false], [1_500_000, true], [1_600_000, false]),
    [
      [1_000_000, 1_200_000],
      [1_500_000, 1_600_000],
    ],
  ],
  [
    'nothing at the start is no beginning',
    states('a', [1_000_000, false, true], [1_500_000, true]),
    [[1_500_000, 2_000_000]],
  ],
  [
    'states in any order are put in order',
    states('a', [1_600_000, false], [1_500_000, true], [1_000_000, false, true]),
    [[1_500_000, 1_600_000]],
  ],
  ['a recorder that says no state says from when on', [], [[1_000_000, 2_000_000]]],
])('%s', (_, told, expected) => {
  const spans = heldSpans([recording('a', 900_000, null)], told, WITHIN);
  expect(spans.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual(expected);
});

test('nothing is held of what is still to come', () => {
  const [span] = heldSpans([recording('a', 900_000, null)], states('a', [1_100_000, true]), {
    ...WITHIN,
    nowMs: 1_300_000,
  });
  expect(span).toEqual({ fromMs: 1_100_000, toMs: 1_300_000, recordingToken: 'a' });
});

test('a moment that two recordings have is played from one', () => {
  const spans = heldSpans(
    [recording('all', 1_100_000, 1_500_000), recording('events', 1_400_000, 1_700_000)],
    [],
    WITHIN,
  );
  expect(spans).toEqual([
    { fromMs: 1_100_000, toMs: 1_500_000, recordingToken: 'all' },
    { fromMs: 1_500_000, toMs: 1_700_000, recordingToken: 'events' },
  ]);
});

test('a track without pictures holds none', () => {
  expect(heldSpans([recording('a', null, null)], [], WITHIN)).toEqual([]);
});
