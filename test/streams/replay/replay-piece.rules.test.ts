/** Pieces of a playlist out of fetched pictures, and where a playlist is cut. */
import { expect, test } from 'vitest';
import type { AccessUnit } from '../../../streams/hub/access-unit.ts';
import { pieceOf } from '../../../streams/replay/replay-piece.rules.ts';
import { entriesOf } from '../../../streams/replay/replay-playlist.ts';

const BEGAN_MS = Date.UTC(2026, 8, 3, 8);
const FRAME_MS = 40;
const SETS = { codec: 'h264' as const, sps: Buffer.alloc(0), pps: Buffer.alloc(0) };

function unit(index: number, { isKey = index % 50 === 0, early = 0 } = {}): AccessUnit {
  const ticks = (BEGAN_MS + index * FRAME_MS) * 90;
  const common = { data: Buffer.alloc(0), isReordered: false, receivedAtMs: 0, parameterSets: SETS };
  return { ...common, isKey, ticks, compositionTicks: early * FRAME_MS * 90 };
}
const units = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => unit(from + index));
const ORIGIN = { originMs: BEGAN_MS };
const at = (ms: number) => ms * 90;
const times = (samples: ReturnType<typeof pieceOf>) =>
  samples.map(({ unit: { ticks, compositionTicks } }) => ticks + compositionTicks);

test('pictures before the beginning last a tick each, and the last of them until the next', () => {
  const bounds = { ...ORIGIN, fromMs: BEGAN_MS + 100, isCut: false, toMs: BEGAN_MS + 300, nextKeyMs: null };
  const piece = pieceOf(units(0, 20), bounds);
  expect(times(piece)).toEqual([...[3, 2, 1].map((count) => at(100) - count), ...[120, 160, 200, 240, 280].map(at)]);
  expect(piece.map(({ durationTicks }) => durationTicks).slice(0, 3)).toEqual([1, 1, at(20) + 1]);
});

test('a picture decoded before the beginning and shown after it is shown in its time', () => {
  const early = unit(2, { early: 3 });
  const bounds = { ...ORIGIN, fromMs: BEGAN_MS + 100, isCut: false, toMs: BEGAN_MS + 300, nextKeyMs: null };
  expect(times(pieceOf([unit(0), unit(1), early, ...units(3, 8)], bounds))).toContain(at(200));
});

test('a piece that begins with a key frame begins with it, and one that is read on ends with the next', () => {
  const bounds = {
    ...ORIGIN,
    fromMs: BEGAN_MS + 2_000,
    isCut: true,
    toMs: BEGAN_MS + 3_500,
    nextKeyMs: BEGAN_MS + 4_000,
  };
  const piece = pieceOf(units(50, 100), bounds);
  expect([times(piece)[0], piece.length, piece.at(-1)?.durationTicks]).toEqual([at(2_000), 50, at(40)]);
});

test('where the recorder begins a little later, the first picture stands until then', () => {
  const bounds = { ...ORIGIN, fromMs: BEGAN_MS + 1_500, isCut: false, toMs: BEGAN_MS + 3_000, nextKeyMs: null };
  const [first, second] = pieceOf(units(50, 60), bounds);
  expect([first?.unit.ticks, second?.unit.ticks]).toEqual([at(1_500), at(2_040)]);
});

test('nothing is a piece without pictures', () => {
  expect(pieceOf([], { ...ORIGIN, fromMs: BEGAN_MS, isCut: false, toMs: BEGAN_MS + 1_000, nextKeyMs: null })).toEqual(
    [],
  );
});

test('stretches are cut where any other range would be cut, and no piece is too short', () => {
  const span = (fromMs: number, toMs: number) => ({
    ...{ fromMs: BEGAN_MS + fromMs, toMs: BEGAN_MS + toMs },
    recordingToken: 'a',
  });
  const entries = entriesOf([span(5_500, 18_400), span(60_000, 60_500)]);
  expect(
    entries.map(({ fromMs, toMs, isContinuation }) => [fromMs - BEGAN_MS, toMs - BEGAN_MS, isContinuation]),
  ).toEqual([
    [5_500, 12_000, false],
    [12_000, 18_400, true],
    [60_000, 60_500, false],
  ]);
});
