/** Segments that were cut off or damaged while nobody was looking: what is whole in them stays. */
import { mkdtempSync, rmSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { RecordedSegment } from '../../config/contract/recording.ts';
import { factsOf } from '../../streams/hub/video-facts.ts';
import { fragment, initSegment } from '../../streams/mp4/fragmented-mp4.ts';
import { readSegment } from '../../streams/recording/segment-file.ts';
import { PARAMETER_SETS, stream } from '../fixtures/units.ts';

const STARTED_AT_MS = Date.parse('2026-11-23T01:00:00Z');
const PATH = `gate/2026-11-23/${STARTED_AT_MS}`;
const FILE = join(mkdtempSync(join(tmpdir(), 'segment-')), 'file');
const head = initSegment(PARAMETER_SETS, factsOf(PARAMETER_SETS) ?? { width: 0, height: 0 });
/** Of two seconds each, a key frame first. */
const pieces = [0, 2, 4].map((second) =>
  fragment(
    stream(2, second).map((unit) => ({ unit, durationTicks: 3_600 })),
    second + 1,
  ),
);
const [first = head, second = head, third = head] = pieces;

afterAll(() => rmSync(FILE, { force: true }));

async function read(...parts: readonly Buffer[]): Promise<RecordedSegment | undefined> {
  await writeFile(FILE, Buffer.concat(parts));
  await using file = await open(FILE);
  return await readSegment(file, PATH);
}

/** As its decode time says, which has 64 bits. */
function atTicks(piece: Buffer, ticks: bigint): Buffer {
  const changed = Buffer.from(piece);
  changed.writeBigUInt64BE(ticks, changed.indexOf('tfdt') + 8);
  return changed;
}

test('a segment that is whole is known by its head and its fragments', async () => {
  const segment = await read(head, first, second, third);
  expect(segment).toMatchObject({ startedAtMs: STARTED_AT_MS, endedAtMs: STARTED_AT_MS + 6_000 });
  expect(segment?.keyFrames.map(({ atMs }) => atMs - STARTED_AT_MS)).toEqual([0, 2_000, 4_000]);
});

test.each([
  { title: 'cut off', damaged: third.subarray(0, -1) },
  { title: 'cut off in its head', damaged: third.subarray(0, 12) },
  { title: 'at a time that is no number', damaged: atTicks(third, 2n ** 64n - 1n) },
  { title: 'days later than its beginning', damaged: atTicks(third, 90_000n * 86_400n * 30n) },
  { title: 'earlier than its beginning', damaged: atTicks(pieces[0] ?? third, 0n) },
])('a segment whose last fragment is $title ends before it', async ({ damaged }) => {
  const later = [second, third].map((piece) => Buffer.from(piece));
  const segment = await read(head, ...later, damaged);
  expect(RecordedSegment.safeParse(segment).error).toBeUndefined();
  expect(segment).toMatchObject({
    endedAtMs: STARTED_AT_MS + 4_000,
    byteCount: head.length + second.length + third.length,
  });
});

test('a segment without a whole picture is none', async () => {
  expect(await read(head, first.subarray(0, -1))).toBeUndefined();
  expect(await read(head.subarray(0, -1))).toBeUndefined();
});
