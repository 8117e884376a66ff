/**
 * Samples as frames of FLAC (RFC 9639): lossless, understood by browsers inside MP4,
 * and a few additions a sample to make.
 *
 * Each block is predicted by the best of the five fixed predictors and its rest is
 * Rice-coded in one partition. Bits that are 0 in all samples, as G.711's lowest are,
 * are left out. More would save little of what is little anyway.
 */
import { BitWriter } from './bit-writer.ts';

export type FlacFacts = { sampleRate: number; channels: number };

const BITS = 16;
export const LONGEST_BLOCK = 1_024;
/** Shorter ones are for the last of a stream alone (section 8.2). */
export const SHORTEST_BLOCK = 16;
const ORDERS = [0, 1, 2, 3, 4] as const;
const MAX_RICE = 14;
/** So many zeros are written together with what follows them. */
const MAX_SHORT = 9;

/** The STREAMINFO block (section 8.2), its header with it; says what is not known beforehand as not known. */
export function streamInfo({ sampleRate, channels }: FlacFacts): Buffer {
  const info = Buffer.alloc(38);
  info[0] = 0x80;
  info.writeUIntBE(34, 1, 3);
  info.writeUInt16BE(SHORTEST_BLOCK, 4);
  info.writeUInt16BE(LONGEST_BLOCK, 6);
  const rate = BigInt(sampleRate) << 44n;
  info.writeBigUInt64BE(rate | (BigInt(channels - 1) << 41n) | (BigInt(BITS - 1) << 36n), 14);
  return info;
}

/** One frame of up to LONGEST_BLOCK samples a channel, interleaved; `firstSample` counts them from the beginning. */
export function flacFrame(samples: Int16Array, channels: number, firstSample: number): Buffer {
  const blockSize = samples.length / channels;
  const bits = new BitWriter();
  bits.put(0xfff9, 16);
  // The block's size stands at the header's end, the rate in STREAMINFO; 16 bits a sample.
  bits.put(0x70, 8);
  bits.put(((channels - 1) << 4) | 0x08, 8);
  for (const byte of countedAsUtf8(firstSample)) bits.put(byte, 8);
  bits.put(blockSize - 1, 16);
  bits.put(crc8(bits.bytes()), 8);
  for (let channel = 0; channel < channels; channel += 1) {
    putSubframe(
      bits,
      samples.filter((_, index) => index % channels === channel),
    );
  }
  bits.align();
  bits.put(crc16(bits.bytes()), 16);
  return bits.bytes();
}

function putSubframe(bits: BitWriter, samples: Int16Array): void {
  const [first = 0] = samples;
  if (samples.every((sample) => sample === first)) {
    bits.put(0, 8);
    bits.put(first & 0xffff, BITS);
    return;
  }
  const wasted = wastedBits(samples);
  const shifted = new Int32Array(samples);
  for (let index = 0; index < shifted.length; index += 1) shifted[index] = (shifted[index] ?? 0) >> wasted;
  const { order, residual } = bestPrediction(shifted);
  bits.put(((0x08 | order) << 1) | (wasted > 0 ? 1 : 0), 8);
  if (wasted > 0) bits.put(1, wasted);
  const width = BITS - wasted;
  for (const warmUp of shifted.subarray(0, order)) bits.put(warmUp & ((1 << width) - 1), width);
  putResidual(bits, residual);
}

function wastedBits(samples: Int16Array): number {
  let all = 0;
  for (const sample of samples) all |= sample;
  return 31 - Math.clz32(all & -all);
}

/** Each order is the differences of the one before it (section 9.2.5). */
function bestPrediction(samples: Int32Array): { order: number; residual: Int32Array } {
  let best = { order: 0, residual: samples, sum: sumOf(samples) };
  let differences = samples;
  for (const order of ORDERS.slice(1)) {
    if (samples.length <= order) break;
    differences = differencesOf(differences);
    const sum = sumOf(differences);
    if (sum < best.sum) best = { order, residual: differences, sum };
  }
  return best;
}

function differencesOf(values: Int32Array): Int32Array {
  const differences = new Int32Array(values.length - 1);
  for (let index = 0; index < differences.length; index += 1) {
    differences[index] = (values[index + 1] ?? 0) - (values[index] ?? 0);
  }
  return differences;
}

function sumOf(values: Int32Array): number {
  let sum = 0;
  for (const value of values) sum += value < 0 ? -value : value;
  return sum;
}

/** Section 9.2.7: one partition, its parameter by the mean. */
function putResidual(bits: BitWriter, residual: Int32Array): void {
  const mean = (2 * sumOf(residual)) / Math.max(1, residual.length);
  const rice = Math.min(MAX_RICE, Math.max(0, Math.floor(Math.log2(mean + 1))));
  bits.put(0, 6);
  bits.put(rice, 4);
  const tail = (1 << rice) - 1;
  for (const value of residual) {
    const folded = value < 0 ? -2 * value - 1 : 2 * value;
    const zeros = folded >> rice;
    if (zeros > MAX_SHORT) bits.putZeros(zeros);
    bits.put((1 << rice) | (folded & tail), rice + 1 + (zeros > MAX_SHORT ? 0 : zeros));
  }
}

/** A number as UTF-8 writes one, up to 36 bits (section 9.1.5). */
function countedAsUtf8(number: number): number[] {
  if (number < 0x80) return [number];
  const tail: number[] = [];
  let rest = number;
  // The first byte has room for one bit less with each byte that follows it.
  while (rest >= 2 ** (6 - tail.length)) {
    tail.unshift(0x80 | (rest % 64));
    rest = Math.floor(rest / 64);
  }
  return [((0xff00 >> (tail.length + 1)) & 0xff) | rest, ...tail];
}

const CRC8 = tableOf(8, 0x07);
const CRC16 = tableOf(16, 0x8005);

function tableOf(width: number, polynomial: number): Uint16Array {
  const top = 1 << (width - 1);
  const mask = 2 ** width - 1;
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << (width - 8);
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc & top) !== 0 ? (crc << 1) ^ polynomial : crc << 1) & mask;
    return crc;
  });
}

function crc8(bytes: Uint8Array): number {
  return bytes.reduce((crc, byte) => CRC8[crc ^ byte] ?? 0, 0);
}

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (CRC16[(crc >> 8) ^ byte] ?? 0);
  return crc;
}
