/** The key frame at or before a moment, as a decoder reads it. */
import type { RecordedSegment } from '../../config/contract/recording.ts';
import { type AccessUnit, toAnnexB } from '../hub/access-unit.ts';
import { readParameterSets } from '../mp4/read-parameter-sets.ts';
import { openSegmentFile, readFragments, readInit } from './segment-file.ts';

/** In the byte stream format, with its codec; undefined when it cannot be read. */
export async function keyFrameAt(
  folder: string,
  { path, keyFrames, byteCount }: RecordedSegment,
  atMs: number,
): Promise<{ annexB: Buffer; codec: AccessUnit['parameterSets']['codec'] } | undefined> {
  const keyFrame = keyFrames.findLast((each) => each.atMs <= atMs) ?? keyFrames[0];
  if (!keyFrame) return undefined;
  await using file = await openSegmentFile(folder, path);
  const init = await readInit(file);
  const parameterSets = init && readParameterSets(init);
  const fragment = await readFragments(file, keyFrame.offset, byteCount).next();
  if (!parameterSets || !fragment.value) return undefined;
  const { dataStart, samples } = fragment.value;
  const data = Buffer.alloc(samples[0]?.byteCount ?? 0);
  await file.read(data, 0, data.length, dataStart);
  const annexB = toAnnexB({ data, isKey: true, parameterSets });
  return { annexB, codec: parameterSets.codec };
}
