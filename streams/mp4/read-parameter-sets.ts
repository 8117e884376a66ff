/** The parameter sets in an initialisation segment (ISO/IEC 14496-15 sections 5.3.3.1 and 8.3.3.1). */
import type { ParameterSets } from '../hub/access-unit.ts';
import { H265_NAL } from '../rtp/h265.ts';
import { findBox } from './read-boxes.ts';

const SAMPLE_TABLE = ['mdia', 'minf', 'stbl', 'stsd'];

/** Of that track, or of the only one. Undefined when there is neither H.264 nor H.265 in it, or it is cut short. */
export function readParameterSets(init: Buffer, track = findBox(init, ['moov', 'trak'])): ParameterSets | undefined {
  if (!track) return undefined;
  const configuration = (entry: string, name: string) =>
    findBox(init, [...SAMPLE_TABLE, entry, name], track.bodyStart, track.end);
  try {
    const avcC = configuration('avc1', 'avcC') ?? configuration('avc3', 'avcC');
    if (avcC) return readAvcC(init.subarray(avcC.bodyStart, avcC.end));
    const hvcC = configuration('hvc1', 'hvcC') ?? configuration('hev1', 'hvcC');
    return hvcC && readHvcC(init.subarray(hvcC.bodyStart, hvcC.end));
  } catch {
    // A file that was cut off inside its beginning holds no picture either.
    return undefined;
  }
}

/**
 * An AVCDecoderConfigurationRecord (section 5.3.3.1): the first of each. Undefined without.
 * Errors: RangeError when it is cut short.
 */
export function readAvcC(record: Buffer): ParameterSets | undefined {
  const sequence = readSets(record, 5, 0x1f);
  const picture = readSets(record, sequence.end, 0xff);
  const { first: sps } = sequence;
  const { first: pps } = picture;
  return sps && pps ? { codec: 'h264', sps, pps } : undefined;
}

function readSets(record: Buffer, countAt: number, countMask: number): { first: Buffer | undefined; end: number } {
  let first: Buffer | undefined;
  let at = countAt + 1;
  for (let left = record.readUInt8(countAt) & countMask; left > 0; left -= 1) {
    const end = at + 2 + record.readUInt16BE(at);
    if (end > record.length) throw new RangeError('avcC');
    first ??= record.subarray(at + 2, end);
    at = end;
  }
  return { first, end: at };
}

/** An HEVCDecoderConfigurationRecord (section 8.3.3.1). Errors: RangeError when it is cut short. */
export function readHvcC(record: Buffer): ParameterSets | undefined {
  const sets = new Map<number, Buffer>();
  let at = 23;
  for (let left = record.readUInt8(at - 1); left > 0; left -= 1) {
    const type = record.readUInt8(at) & 0x3f;
    const count = record.readUInt16BE(at + 1);
    at += 3;
    for (let index = 0; index < count; index += 1) {
      const end = at + 2 + record.readUInt16BE(at);
      if (end > record.length) throw new RangeError('hvcC');
      sets.set(type, record.subarray(at + 2, end));
      at = end;
    }
  }
  const [vps, sps, pps] = [H265_NAL.vps, H265_NAL.sps, H265_NAL.pps].map((type) => sets.get(type));
  return vps && sps && pps ? { codec: 'h265', vps, sps, pps } : undefined;
}
