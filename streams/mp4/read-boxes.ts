/** Reads ISO base media boxes (ISO/IEC 14496-12): what our own files hold, and what an ffmpeg process hands us. */

export type Box = { name: string; start: number; bodyStart: number; end: number };

/** The boxes in `bytes[from, to)`; ends at the first that is not whole or no box at all. */
export function readBoxes(bytes: Buffer, from = 0, to = bytes.length): Box[] {
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= to) {
    const head = readBoxHead(bytes, at);
    if (!head || at + head.byteCount > to) break;
    boxes.push({ name: head.name, start: at, bodyStart: at + head.headByteCount, end: at + head.byteCount });
    at += head.byteCount;
  }
  return boxes;
}

/** Undefined when too little is there, or what is there cannot be a box. */
export function readBoxHead(
  bytes: Buffer,
  at: number,
): { name: string; byteCount: number; headByteCount: number } | undefined {
  if (at + 8 > bytes.length) return undefined;
  const short = bytes.readUInt32BE(at);
  const name = bytes.toString('latin1', at + 4, at + 8);
  if (short !== 1) return short < 8 ? undefined : { name, byteCount: short, headByteCount: 8 };
  if (at + 16 > bytes.length) return undefined;
  const long = Number(bytes.readBigUInt64BE(at + 8));
  return long < 16 || !Number.isSafeInteger(long) ? undefined : { name, byteCount: long, headByteCount: 16 };
}

/** The first box reached by these names, one inside the other. */
export function findBox(bytes: Buffer, path: readonly string[], from = 0, to = bytes.length): Box | undefined {
  const [name, ...rest] = path;
  const found = readBoxes(bytes, from, to).find((box) => box.name === name);
  if (!found || rest.length === 0) return found;
  return findBox(bytes, rest, found.bodyStart + childOffset(found.name), found.end);
}

/** Some boxes have fields before their children. */
function childOffset(name: string): number {
  if (name === 'stsd') return 8;
  return isVideoEntry(name) ? 78 : 0;
}

/** Of H.264 and H.265, with their parameter sets beside the pictures or (avc3, hev1) among them as well. */
function isVideoEntry(name: string): boolean {
  return name === 'avc1' || name === 'avc3' || name === 'hvc1' || name === 'hev1';
}

export type SampleFacts = { byteCount: number; durationTicks: number; isKey: boolean; compositionTicks: number };
export type FragmentFacts = { decodeTicks: number; samples: SampleFacts[]; dataOffset: number };
/** One run of one track's samples; `dataOffset` counts from the beginning of the `moof`. */
export type TrackRun = FragmentFacts & { trackId: number };
/** What holds for a sample that says nothing of itself (`trex`, section 8.8.3). */
export type SampleDefaults = { durationTicks: number; byteCount: number; flags: number };

const NOT_SYNC = 0x00010000;
const NO_DEFAULTS: SampleDefaults = { durationTicks: 0, byteCount: 0, flags: 0 };

/** Of sound, with where its box is in the `moof`. */
export type SoundFacts = FragmentFacts & { boxStart: number };

/** What a `moof` of our own says: a run of pictures, and maybe one of sound. Undefined when it says something else. */
export function readMoof(moof: Buffer): { pictures: FragmentFacts; sound: SoundFacts | undefined } | undefined {
  const [pictures, sound] = readTrackRuns(moof, () => NO_DEFAULTS) ?? [];
  if (!pictures) return undefined;
  const outer = findBox(moof, ['moof']);
  const [, box] = outer ? readBoxes(moof, outer.bodyStart, outer.end).filter(({ name }) => name === 'traf') : [];
  const isSound = sound && box && sound.trackId !== pictures.trackId;
  return { pictures, sound: isSound ? { ...sound, boxStart: box.start } : undefined };
}

/** Every run a `moof` announces (section 8.8), in its order. Undefined when it is broken. */
export function readTrackRuns(moof: Buffer, defaultsOf: (trackId: number) => SampleDefaults): TrackRun[] | undefined {
  try {
    const outer = findBox(moof, ['moof']);
    if (!outer) return undefined;
    const trafs = readBoxes(moof, outer.bodyStart, outer.end).filter(({ name }) => name === 'traf');
    return trafs.flatMap((traf) => runsOf(moof, traf, defaultsOf));
  } catch {
    // Bytes that end too soon are bytes that were broken on their way.
    return undefined;
  }
}

function runsOf(moof: Buffer, traf: Box, defaultsOf: (trackId: number) => SampleDefaults): TrackRun[] {
  const boxes = readBoxes(moof, traf.bodyStart, traf.end);
  const tfhd = boxes.find(({ name }) => name === 'tfhd');
  const tfdt = boxes.find(({ name }) => name === 'tfdt');
  if (!tfhd || !tfdt) return [];
  const trackId = moof.readUInt32BE(tfhd.bodyStart + 4);
  const defaults = readTfhd(moof, tfhd, defaultsOf(trackId));
  const isLong = moof[tfdt.bodyStart] === 1;
  let decodeTicks = isLong ? Number(moof.readBigUInt64BE(tfdt.bodyStart + 4)) : moof.readUInt32BE(tfdt.bodyStart + 4);
  return boxes
    .filter(({ name }) => name === 'trun')
    .map((trun) => {
      const run = { trackId, decodeTicks, ...readTrun(moof, trun, defaults) };
      decodeTicks += run.samples.reduce((sum, { durationTicks }) => sum + durationTicks, 0);
      return run;
    });
}

/** Fields are there as the flags say, in this order (section 8.8.7). */
function readTfhd(moof: Buffer, { bodyStart }: Box, defaults: SampleDefaults): SampleDefaults {
  const flags = moof.readUInt32BE(bodyStart) & 0xffffff;
  let at = bodyStart + 8 + ((flags & 0x1) !== 0 ? 8 : 0) + ((flags & 0x2) !== 0 ? 4 : 0);
  const next = (bit: number, otherwise: number) => {
    if ((flags & bit) === 0) return otherwise;
    at += 4;
    return moof.readUInt32BE(at - 4);
  };
  return {
    durationTicks: next(0x8, defaults.durationTicks),
    byteCount: next(0x10, defaults.byteCount),
    flags: next(0x20, defaults.flags),
  };
}

/** Section 8.8.8. */
function readTrun(
  moof: Buffer,
  { bodyStart, end }: Box,
  defaults: SampleDefaults,
): Pick<TrackRun, 'samples' | 'dataOffset'> {
  const flags = moof.readUInt32BE(bodyStart) & 0xffffff;
  const count = moof.readUInt32BE(bodyStart + 4);
  let at = bodyStart + 8;
  const next = (bit: number, otherwise: number) => {
    if ((flags & bit) === 0) return otherwise;
    at += 4;
    return moof.readUInt32BE(at - 4);
  };
  const dataOffset = next(0x1, 0) | 0;
  const firstFlags = next(0x4, defaults.flags);
  const entryBytes = [0x100, 0x200, 0x400, 0x800].filter((bit) => (flags & bit) !== 0).length * 4;
  if (at + count * entryBytes > end || (entryBytes === 0 && count > end)) throw new RangeError('trun');
  const samples: SampleFacts[] = [];
  while (samples.length < count) {
    samples.push({
      durationTicks: next(0x100, defaults.durationTicks),
      byteCount: next(0x200, defaults.byteCount),
      isKey: (next(0x400, samples.length === 0 ? firstFlags : defaults.flags) & NOT_SYNC) === 0,
      compositionTicks: next(0x800, 0) | 0,
    });
  }
  return { samples, dataOffset };
}
