/** The key frame at or before a moment, as a decoder reads it. */
import type { RecordedSegment } from '../../config/contract/recording.ts';
import { findBox } from '../mp4/read-boxes.ts';
import { openSegmentFile, readFragments, readInit } from './segment-file.ts';

const START_CODE = Buffer.from([0, 0, 0, 1]);

/** In the byte stream format (H.264 annex B); undefined when it cannot be read. */
export async function keyFrameAt(
  folder: string,
  { path, keyFrames, byteCount }: RecordedSegment,
  atMs: number,
): Promise<Buffer | undefined> {
  const keyFrame = keyFrames.findLast((each) => each.atMs <= atMs) ?? keyFrames[0];
  if (!keyFrame) return undefined;
  await using file = await openSegmentFile(folder, path);
  const init = await readInit(file);
  const parameterSets = init && parameterSetsOf(init);
  const fragment = await readFragments(file, keyFrame.offset, byteCount).next();
  if (!parameterSets || !fragment.value) return undefined;
  const { dataStart, samples } = fragment.value;
  const picture = Buffer.alloc(samples[0]?.byteCount ?? 0);
  await file.read(picture, 0, picture.length, dataStart);
  return Buffer.concat([...parameterSets, picture].flatMap((each, index) => toByteStream(each, index)));
}

/** Parameter sets come bare, the picture's NAL units behind their lengths. */
function toByteStream(bytes: Buffer, index: number): Buffer[] {
  if (index < 2) return [START_CODE, bytes];
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUInt32BE(at);
    parts.push(START_CODE, bytes.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

/** Of an `avcC` (ISO/IEC 14496-15 section 5.3.3.1) as we write it: one of each. */
function parameterSetsOf(init: Buffer): [sps: Buffer, pps: Buffer] | undefined {
  const avcC = findBox(init, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd', 'avc1', 'avcC']);
  if (!avcC) return undefined;
  const spsStart = avcC.bodyStart + 8;
  const spsEnd = spsStart + init.readUInt16BE(spsStart - 2);
  const ppsStart = spsEnd + 3;
  return [init.subarray(spsStart, spsEnd), init.subarray(ppsStart, ppsStart + init.readUInt16BE(ppsStart - 2))];
}
