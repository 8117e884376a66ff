/** The parameter sets in an initialisation segment (ISO/IEC 14496-15 sections 5.3.3.1 and 8.3.3.1). */
import type { ParameterSets } from '../hub/access-unit.ts';
import { H265_NAL } from '../rtp/h265.ts';
import { findBox } from './read-boxes.ts';

const SAMPLE_TABLE = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd'];

/** Undefined when there is neither H.264 nor H.265 in it, or it is cut short. */
export function readParameterSets(init: Buffer): ParameterSets | undefined {
  try {
    return readAvcC(init) ?? readHvcC(init);
  } catch {
    // A file that was cut off inside its beginning holds no picture either.
    return undefined;
  }
}

/** One of each, as we write them. */
function readAvcC(init: Buffer): ParameterSets | undefined {
  const avcC = findBox(init, [...SAMPLE_TABLE, 'avc1', 'avcC']);
  if (!avcC) return undefined;
  const spsStart = avcC.bodyStart + 8;
  const spsEnd = spsStart + init.readUInt16BE(spsStart - 2);
  const ppsStart = spsEnd + 3;
  const ppsEnd = ppsStart + init.readUInt16BE(ppsStart - 2);
  return { codec: 'h264', sps: init.subarray(spsStart, spsEnd), pps: init.subarray(ppsStart, ppsEnd) };
}

function readHvcC(init: Buffer): ParameterSets | undefined {
  const hvcC = findBox(init, [...SAMPLE_TABLE, 'hvc1', 'hvcC']);
  if (!hvcC) return undefined;
  const sets = new Map<number, Buffer>();
  let at = hvcC.bodyStart + 23;
  for (let left = init.readUInt8(at - 1); left > 0; left -= 1) {
    const type = init.readUInt8(at) & 0x3f;
    const count = init.readUInt16BE(at + 1);
    at += 3;
    for (let index = 0; index < count; index += 1) {
      const end = at + 2 + init.readUInt16BE(at);
      sets.set(type, init.subarray(at + 2, end));
      at = end;
    }
  }
  const [vps, sps, pps] = [H265_NAL.vps, H265_NAL.sps, H265_NAL.pps].map((type) => sets.get(type));
  return vps && sps && pps ? { codec: 'h265', vps, sps, pps } : undefined;
}
