/** G.711 as the samples it stands for: 16 bits, of which A-law uses thirteen and µ-law fourteen. */

export type Law = 'PCMA' | 'PCMU';

const TABLES: Record<Law, Int16Array> = {
  PCMA: Int16Array.from({ length: 256 }, (_, code) => fromALaw(code)),
  PCMU: Int16Array.from({ length: 256 }, (_, code) => fromMuLaw(code)),
};

export function readG711(bytes: Uint8Array, law: Law): Int16Array {
  const table = TABLES[law];
  const samples = new Int16Array(bytes.length);
  for (let index = 0; index < samples.length; index += 1) samples[index] = table[bytes[index] ?? 0] ?? 0;
  return samples;
}

/** ITU-T G.711 table 1: every other bit comes turned over. */
function fromALaw(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 0xf) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return (bits & 0x80) !== 0 ? size : -size;
}

/** ITU-T G.711 table 2: all bits come turned over. */
function fromMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const size = ((((bits & 0xf) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
  return (bits & 0x80) !== 0 ? -size : size;
}
