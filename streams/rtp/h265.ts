/** What must be known of H.265 itself (ITU-T H.265): NAL unit types and sequence parameter sets. */
import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';

export const H265_NAL = { vps: 32, sps: 33, pps: 34, aud: 35 } as const;

/** Of the first byte of the two-byte NAL unit header (section 7.3.1.2). */
export function h265NalType(firstByte: number): number {
  return (firstByte >> 1) & 0x3f;
}

/** A picture one can begin with: IRAP, types 16 to 23 (section 7.4.2.2). */
export function isIrap(type: number): boolean {
  return type >= 16 && type <= 23;
}

export type H265SpsFacts = {
  /** The twelve bytes of general profile, tier and level (section 7.3.3), as `hvcC` holds them. */
  profileTierLevel: Uint8Array;
  chromaFormat: number;
  bitDepthLuma: number;
  bitDepthChroma: number;
  maxSubLayers: number;
  temporalIdNesting: number;
  width: number;
  height: number;
  /** How many pictures may come before one that is shown earlier; 0 when the order is the same. */
  reorderPictures: number;
};

/** Reads a sequence parameter set (section 7.3.2.2.1); undefined when it is cut short or absurd. */
export function parseH265Sps(sps: Uint8Array): H265SpsFacts | undefined {
  try {
    return readSps(sps);
  } catch {
    // A camera's broken parameter set is a fact about the camera, not an error here.
    return undefined;
  }
}

function readSps(sps: Uint8Array): H265SpsFacts | undefined {
  const bytes = withoutEmulationPrevention(sps.subarray(2));
  const bits = new BitReader(bytes);
  bits.skip(4);
  const maxSubLayers = bits.bits(3) + 1;
  const temporalIdNesting = bits.bit();
  const profileTierLevel = bytes.subarray(1, 13);
  bits.skip(96);
  skipSubLayers(bits, maxSubLayers);
  bits.ue();
  const chromaFormat = bits.ue();
  if (chromaFormat === 3) bits.bit();
  const codedWidth = bits.ue();
  const codedHeight = bits.ue();
  const [left, right, top, bottom] = bits.bit() === 1 ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0];
  const bitDepthLuma = bits.ue() + 8;
  const bitDepthChroma = bits.ue() + 8;
  bits.ue();
  const isForEachSubLayer = bits.bit() === 1;
  let reorderPictures = 0;
  for (let layer = isForEachSubLayer ? 0 : maxSubLayers - 1; layer < maxSubLayers; layer += 1) {
    bits.ue();
    reorderPictures = bits.ue();
    bits.ue();
  }
  const cropX = chromaFormat === 1 || chromaFormat === 2 ? 2 : 1;
  const cropY = chromaFormat === 1 ? 2 : 1;
  const width = codedWidth - (left + right) * cropX;
  const height = codedHeight - (top + bottom) * cropY;
  if (width < 16 || height < 16 || width > 16_384 || height > 16_384 || profileTierLevel.length < 12) return undefined;
  return {
    profileTierLevel,
    chromaFormat,
    bitDepthLuma,
    bitDepthChroma,
    maxSubLayers,
    temporalIdNesting,
    width,
    height,
    reorderPictures,
  };
}

function skipSubLayers(bits: BitReader, maxSubLayers: number): void {
  const present: [profile: number, level: number][] = [];
  for (let layer = 1; layer < maxSubLayers; layer += 1) present.push([bits.bit(), bits.bit()]);
  if (maxSubLayers > 1) bits.skip(2 * (9 - maxSubLayers));
  for (const [profile, level] of present) bits.skip(profile * 88 + level * 8);
}

/** RFC 6381 and ISO/IEC 14496-15 annex E.3, such as `hvc1.1.6.L93.B0`. */
export function h265CodecString({ profileTierLevel }: Pick<H265SpsFacts, 'profileTierLevel'>): string {
  const [first = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, ...constraints] = profileTierLevel;
  const space = ['', 'A', 'B', 'C'][first >> 6] ?? '';
  const tier = (first & 0x20) === 0 ? 'L' : 'H';
  const compatibility = reversedBits(((c1 << 24) | (c2 << 16) | (c3 << 8) | c4) >>> 0);
  const level = constraints[6] ?? 0;
  const flags = constraints.slice(0, 6);
  while (flags.at(-1) === 0) flags.pop();
  const tail = flags.map((flag) => `.${flag.toString(16).toUpperCase()}`).join('');
  return `hvc1.${space}${first & 0x1f}.${compatibility.toString(16).toUpperCase()}.${tier}${level}${tail}`;
}

function reversedBits(value: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 32; bit += 1) reversed = reversed * 2 + ((value >>> bit) & 1);
  return reversed;
}
