/**
 * Reads fragmented MP4 as it comes (ISO/IEC 14496-12 section 8.8): the tracks first,
 * then each sample with its times. Of samples it knows no more than where they are.
 */
import type { ParameterSets } from '../hub/access-unit.ts';
import { type Box, findBox, readBoxes, readBoxHead, readTrackRuns, type SampleDefaults } from './read-boxes.ts';
import { readParameterSets } from './read-parameter-sets.ts';

const MAX_BOX_BYTES = 32 * 1_024 * 1_024;
const NO_DEFAULTS: SampleDefaults = { durationTicks: 0, byteCount: 0, flags: 0 };

export type Track = {
  trackId: number;
  kind: 'video' | 'audio' | 'other';
  /** Its times are counted in this. */
  ticksPerSecond: number;
  /** Four letters, such as `avc1`, `mp4v`, `Opus`. */
  sampleEntry: string;
  /** Of H.264 and H.265. */
  parameterSets: ParameterSets | undefined;
  defaults: SampleDefaults;
};

export type TimedSample = {
  track: Track;
  data: Buffer;
  decodeTicks: number;
  compositionTicks: number;
  durationTicks: number;
};

type Listener = { onTracks(tracks: readonly Track[]): void; onSample(sample: TimedSample): void };

export class FragmentedMp4Reader {
  readonly #listener: Listener;
  readonly #tracks = new Map<number, Track>();
  #pending: Buffer = Buffer.alloc(0);
  #moof: Buffer | undefined;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** Errors: RangeError when it is no MP4; nothing more can be read then. */
  push(bytes: Buffer): void {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    for (;;) {
      const head = readBoxHead(this.#pending, 0);
      if (!head) {
        if (this.#pending.length >= 16) throw new RangeError('no box');
        return;
      }
      if (head.byteCount > MAX_BOX_BYTES) throw new RangeError(`a box of ${head.byteCount} bytes`);
      if (head.byteCount > this.#pending.length) return;
      this.#take(head.name, this.#pending.subarray(0, head.byteCount), head.headByteCount);
      this.#pending = this.#pending.subarray(head.byteCount);
    }
  }

  #take(name: string, box: Buffer, headByteCount: number): void {
    if (name === 'moov') this.#takeMoov(box);
    if (name === 'moof') this.#moof = box;
    if (name === 'mdat' && this.#moof) this.#takeMdat(this.#moof, box, headByteCount);
  }

  #takeMoov(moov: Buffer): void {
    const body = findBox(moov, ['moov']);
    if (!body) return;
    const trex = findBox(moov, ['moov', 'mvex']);
    for (const trak of readBoxes(moov, body.bodyStart, body.end).filter((each) => each.name === 'trak')) {
      const track = readTrack(moov, trak, trex);
      if (track) this.#tracks.set(track.trackId, track);
    }
    this.#listener.onTracks([...this.#tracks.values()]);
  }

  #takeMdat(moof: Buffer, mdat: Buffer, headByteCount: number): void {
    this.#moof = undefined;
    const runs = readTrackRuns(moof, (trackId) => this.#tracks.get(trackId)?.defaults ?? NO_DEFAULTS);
    if (!runs) throw new RangeError('a broken moof');
    for (const { trackId, dataOffset, samples, decodeTicks } of runs) {
      const track = this.#tracks.get(trackId);
      let at = dataOffset - moof.length;
      let ticks = decodeTicks;
      for (const { byteCount, durationTicks, compositionTicks } of samples) {
        if (at < headByteCount || at + byteCount > mdat.length) throw new RangeError('a sample outside its mdat');
        const data = mdat.subarray(at, at + byteCount);
        if (track) this.#listener.onSample({ track, data, decodeTicks: ticks, compositionTicks, durationTicks });
        at += byteCount;
        ticks += durationTicks;
      }
    }
  }
}

const KINDS: Record<string, Track['kind']> = { vide: 'video', soun: 'audio' };

function readTrack(moov: Buffer, trak: Box, mvex: Box | undefined): Track | undefined {
  const inside = (...path: string[]) => findBox(moov, path, trak.bodyStart, trak.end);
  const tkhd = inside('tkhd');
  const mdhd = inside('mdia', 'mdhd');
  const hdlr = inside('mdia', 'hdlr');
  const stsd = inside('mdia', 'minf', 'stbl', 'stsd');
  if (!tkhd || !mdhd || !hdlr || !stsd) return undefined;
  // After version and flags stand two times, of four bytes or (version 1) of eight.
  const afterTimes = ({ bodyStart }: Box) => bodyStart + (moov[bodyStart] === 1 ? 20 : 12);
  if (afterTimes(tkhd) + 4 > tkhd.end || afterTimes(mdhd) + 4 > mdhd.end || stsd.end - stsd.bodyStart < 16) {
    return undefined;
  }
  const trackId = moov.readUInt32BE(afterTimes(tkhd));
  return {
    trackId,
    kind: KINDS[moov.toString('latin1', hdlr.bodyStart + 8, hdlr.bodyStart + 12)] ?? 'other',
    ticksPerSecond: Math.max(1, moov.readUInt32BE(afterTimes(mdhd))),
    sampleEntry: moov.toString('latin1', stsd.bodyStart + 12, stsd.bodyStart + 16),
    parameterSets: readParameterSets(moov, trak),
    defaults: mvex ? readTrex(moov, mvex, trackId) : NO_DEFAULTS,
  };
}

function readTrex(moov: Buffer, mvex: Box, trackId: number): SampleDefaults {
  const trex = readBoxes(moov, mvex.bodyStart, mvex.end).find(
    ({ name, bodyStart, end }) =>
      name === 'trex' && end - bodyStart >= 24 && moov.readUInt32BE(bodyStart + 4) === trackId,
  );
  if (!trex) return NO_DEFAULTS;
  return {
    durationTicks: moov.readUInt32BE(trex.bodyStart + 12),
    byteCount: moov.readUInt32BE(trex.bodyStart + 16),
    flags: moov.readUInt32BE(trex.bodyStart + 20),
  };
}
