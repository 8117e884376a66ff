/** What must be known of AAC itself (ISO/IEC 14496-3): its configuration, and the frames of a byte stream (ADTS). */
import { BitReader } from './bit-reader.ts';

const EXPLICIT_RATE = 15;
const LOW_COMPLEXITY = 2;
const ADTS_BYTES = 7;
const RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

export type AacFacts = { objectType: number; rateIndex: number; channelConfiguration: number };

/** Of an AudioSpecificConfig (section 1.6.2.1); undefined when it is cut short. */
export function readAudioSpecificConfig(config: Uint8Array): AacFacts | undefined {
  try {
    const bits = new BitReader(config);
    const objectType = bits.bits(5);
    const index = bits.bits(4);
    const rateIndex = index === EXPLICIT_RATE ? nearestRate(bits.bits(24)) : index;
    return { objectType, rateIndex, channelConfiguration: bits.bits(4) };
  } catch {
    // A camera's broken configuration is a fact about the camera, not an error here.
    return undefined;
  }
}

/** Samples a second of the frames; undefined for an index that stands for none. */
export function sampleRateOf({ rateIndex }: AacFacts): number | undefined {
  return RATES[rateIndex];
}

function nearestRate(rate: number): number {
  const distances = RATES.map((each) => Math.abs(each - rate));
  return distances.indexOf(Math.min(...distances));
}

/** A frame of a byte stream (annex 1.A.3.2). Spectral band replication is left to the decoder to find. */
export function adtsFrame({ objectType, rateIndex, channelConfiguration }: AacFacts, frame: Buffer): Buffer {
  const profile = (objectType >= 1 && objectType <= 4 ? objectType : LOW_COMPLEXITY) - 1;
  const byteCount = frame.length + ADTS_BYTES;
  const head = Buffer.from([
    0xff,
    0xf1,
    (profile << 6) | (rateIndex << 2) | (channelConfiguration >> 2),
    ((channelConfiguration & 3) << 6) | ((byteCount >> 11) & 3),
    (byteCount >> 3) & 0xff,
    ((byteCount & 7) << 5) | 0x1f,
    0xfc,
  ]);
  return Buffer.concat([head, frame]);
}
