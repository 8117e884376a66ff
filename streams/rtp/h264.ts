/** What must be known of H.264 itself (ITU-T H.264): NAL unit types, parameter sets, slice types. */

import { BitReader, withoutEmulationPrevention } from './bit-reader.ts';

export const NAL = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, aud: 9 } as const;

export function nalType(firstByte: number): number {
  return firstByte & 0x1f;
}

export type SpsFacts = {
  profileIdc: number;
  constraintFlags: number;
  levelIdc: number;
  width: number;
  height: number;
  /** How many pictures may come before one that is shown earlier; null when it is not said. */
  reorderPictures: number | null;
};

/** RFC 6381 codec string, such as `avc1.4d401f`. */
export function codecString({ profileIdc, constraintFlags, levelIdc }: SpsFacts): string {
  const hex = (value: number) => value.toString(16).padStart(2, '0');
  return `avc1.${hex(profileIdc)}${hex(constraintFlags)}${hex(levelIdc)}`;
}

const BASELINE = 66;
const EXTENDED_ASPECT_RATIO = 255;
const CHROMA_PROFILES = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/** Reads a sequence parameter set (H.264 section 7.3.2.1.1); undefined when it is cut short or absurd. */
export function parseSps(sps: Uint8Array): SpsFacts | undefined {
  try {
    return readSps(sps);
  } catch {
    // A camera's broken parameter set is a fact about the camera, not an error here.
    return undefined;
  }
}

function readSps(sps: Uint8Array): SpsFacts | undefined {
  const [, profileIdc = 0, constraintFlags = 0, levelIdc = 0] = sps;
  const bits = new BitReader(withoutEmulationPrevention(sps.subarray(4)));
  bits.ue();
  let chromaFormat = 1;
  let separatePlanes = false;
  if (CHROMA_PROFILES.has(profileIdc)) {
    chromaFormat = bits.ue();
    if (chromaFormat === 3) separatePlanes = bits.bit() === 1;
    bits.ue();
    bits.ue();
    bits.bit();
    if (bits.bit() === 1) skipScalingLists(bits, chromaFormat);
  }
  bits.ue();
  const orderType = bits.ue();
  if (orderType === 0) bits.ue();
  if (orderType === 1) {
    bits.bit();
    bits.ue();
    bits.ue();
    const cycle = bits.ue();
    for (let index = 0; index < cycle; index += 1) bits.ue();
  }
  bits.ue();
  bits.bit();
  const widthInBlocks = bits.ue() + 1;
  const heightInUnits = bits.ue() + 1;
  const framesOnly = bits.bit();
  if (framesOnly === 0) bits.bit();
  bits.bit();
  const [left, right, top, bottom] = bits.bit() === 1 ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [0, 0, 0, 0];
  const chroma = separatePlanes ? 0 : chromaFormat;
  const cropX = chroma === 1 || chroma === 2 ? 2 : 1;
  const cropY = (chroma === 1 ? 2 : 1) * (2 - framesOnly);
  const width = widthInBlocks * 16 - (left + right) * cropX;
  const height = heightInUnits * 16 * (2 - framesOnly) - (top + bottom) * cropY;
  if (width < 16 || height < 16 || width > 16_384 || height > 16_384) return undefined;
  const isInOrder = profileIdc === BASELINE || orderType === 2;
  const reorderPictures = isInOrder ? 0 : readReorderPictures(bits);
  return { profileIdc, constraintFlags, levelIdc, width, height, reorderPictures };
}

/** From the video usability information (annex E.1.1), which may be missing, end early or be cut short. */
function readReorderPictures(bits: BitReader): number | null {
  try {
    if (bits.bit() === 0) return null;
    if (bits.bit() === 1 && bits.bits(8) === EXTENDED_ASPECT_RATIO) bits.skip(32);
    if (bits.bit() === 1) bits.skip(1);
    if (bits.bit() === 1) {
      bits.skip(4);
      if (bits.bit() === 1) bits.skip(24);
    }
    if (bits.bit() === 1) for (const _ of ['top', 'bottom']) bits.ue();
    if (bits.bit() === 1) bits.skip(65);
    const hasNalTiming = bits.bit() === 1;
    if (hasNalTiming) skipHrd(bits);
    const hasVclTiming = bits.bit() === 1;
    if (hasVclTiming) skipHrd(bits);
    if (hasNalTiming || hasVclTiming) bits.skip(1);
    bits.skip(1);
    if (bits.bit() === 0) return null;
    bits.skip(1);
    for (let field = 0; field < 4; field += 1) bits.ue();
    return bits.ue();
  } catch {
    // What is cut short here says nothing; the picture's size was read before.
    return null;
  }
}

/** Annex E.1.2. */
function skipHrd(bits: BitReader): void {
  const count = bits.ue() + 1;
  bits.skip(8);
  for (let index = 0; index < count; index += 1) {
    bits.ue();
    bits.ue();
    bits.skip(1);
  }
  bits.skip(20);
}

function skipScalingLists(bits: BitReader, chromaFormat: number): void {
  const lists = chromaFormat === 3 ? 12 : 8;
  for (let list = 0; list < lists; list += 1) {
    if (bits.bit() === 0) continue;
    const size = list < 6 ? 16 : 64;
    let last = 8;
    let next = 8;
    for (let index = 0; index < size; index += 1) {
      if (next !== 0) next = (last + bits.se() + 256) % 256;
      if (next !== 0) last = next;
    }
  }
}

/** Whether a slice is a B slice (section 7.4.3: slice_type 1 or 6). `slice` begins with the NAL header. */
export function isBSlice(slice: Uint8Array): boolean {
  try {
    const bits = new BitReader(slice.subarray(1, 24));
    bits.ue();
    const type = bits.ue();
    return type === 1 || type === 6;
  } catch {
    // A slice cut off inside its header is for the decoder to conceal.
    return false;
  }
}
