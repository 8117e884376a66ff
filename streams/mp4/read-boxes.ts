/** Reads ISO base media boxes (ISO/IEC 14496-12): only what our own files and recordings of the same shape hold. */

export type Box = { name: string; start: number; bodyStart: number; end: number };

/** The boxes in `bytes[from, to)`; ends at the first that is not whole or no box at all. */
function readBoxes(bytes: Buffer, from = 0, to = bytes.length): Box[] {
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
  if (name === 'avc1' || name === 'hvc1') return 78;
  return 0;
}

export type SampleFacts = { byteCount: number; durationTicks: number; isKey: boolean; compositionTicks: number };
export type FragmentFacts = { decodeTicks: number; samples: SampleFacts[]; dataOffset: number };

const NOT_SYNC = 0x00010000;

/** What a `moof` says (section 8.8): one track, one run. Undefined when it says something else. */
export function readMoof(moof: Buffer): FragmentFacts | undefined {
  const traf = findBox(moof, ['moof', 'traf']);
  if (!traf) return undefined;
  const tfdt = findBox(moof, ['tfdt'], traf.bodyStart, traf.end);
  const trun = findBox(moof, ['trun'], traf.bodyStart, traf.end);
  if (!tfdt || !trun || tfdt.end - tfdt.bodyStart < 8 || trun.end - trun.bodyStart < 8) return undefined;
  const isLong = moof[tfdt.bodyStart] === 1;
  if (isLong && tfdt.end - tfdt.bodyStart < 12) return undefined;
  const decodeTicks = isLong ? Number(moof.readBigUInt64BE(tfdt.bodyStart + 4)) : moof.readUInt32BE(tfdt.bodyStart + 4);
  return readTrun(moof, trun, decodeTicks);
}

function readTrun(moof: Buffer, { bodyStart, end }: Box, decodeTicks: number): FragmentFacts | undefined {
  const flags = moof.readUInt32BE(bodyStart) & 0xffffff;
  const count = moof.readUInt32BE(bodyStart + 4);
  // Data offset, then for each sample: duration, size, flags, composition offset, as the flags say.
  const [hasOffset, hasDuration, hasSize, hasFlags, hasComposition] = [0x1, 0x100, 0x200, 0x400, 0x800].map(
    (bit) => (flags & bit) !== 0,
  );
  if (!hasOffset || !hasDuration || !hasSize || !hasFlags) return undefined;
  const entryBytes = hasComposition ? 16 : 12;
  if (bodyStart + 12 + count * entryBytes > end) return undefined;
  const samples: SampleFacts[] = [];
  for (let at = bodyStart + 12; samples.length < count; at += entryBytes) {
    samples.push({
      durationTicks: moof.readUInt32BE(at),
      byteCount: moof.readUInt32BE(at + 4),
      isKey: (moof.readUInt32BE(at + 8) & NOT_SYNC) === 0,
      compositionTicks: hasComposition ? moof.readInt32BE(at + 12) : 0,
    });
  }
  return { decodeTicks, samples, dataOffset: moof.readInt32BE(bodyStart + 8) };
}
