/** The tables of a file's index that pictures and sound have alike (ISO/IEC 14496-12 section 8.6 and 8.7). */
import { u32, u64 } from '../mp4/boxes.ts';

/** Samples that lie together; `offset` counts from the first picture's place in the file. */
export type Chunk = { offset: number; sampleCount: number; description: number };

export function runsTable(ticksOfEach: readonly number[]): Buffer {
  const runs: { count: number; ticks: number }[] = [];
  for (const ticks of ticksOfEach) {
    const run = runs.at(-1);
    if (run?.ticks === ticks) run.count += 1;
    else runs.push({ count: 1, ticks });
  }
  return Buffer.concat([u32(runs.length), ...runs.map(({ count, ticks }) => u32(count, ticks))]);
}

export function chunksTable(chunks: readonly Chunk[]): Buffer {
  const runs = chunks.flatMap(({ sampleCount, description }, index) => {
    const before = chunks[index - 1];
    const isSame = before?.sampleCount === sampleCount && before.description === description;
    return isSame ? [] : [u32(index + 1, sampleCount, description)];
  });
  return Buffer.concat([u32(runs.length), ...runs]);
}

export function offsetsTable(chunks: readonly Chunk[], mediaStart: number): Buffer {
  return Buffer.concat([u32(chunks.length), ...chunks.map(({ offset }) => u64(mediaStart + offset))]);
}
