/**
 * The sound of a clip: a track for each way its sound is coded, for players take no
 * track that changes its codec. Each begins with the clip, and nothing is heard in it
 * where there is nothing of it.
 */
import { TICKS_PER_SECOND } from '../hub/access-unit.ts';
import { ascii, box, fullBox, u16, u32, u64 } from '../mp4/boxes.ts';
import type { SampleFacts } from '../mp4/read-boxes.ts';
import { type Chunk, chunksTable, offsetsTable, runsTable } from './clip-tables.ts';

/** Of one fragment: where its sound lies in the clip, and when its first sample is heard there. */
type ClipSound = { offset: number; ticks: number; samples: readonly SampleFacts[] };

/** Numbers by themselves: a day of sound is millions of samples. */
type SoundTrack = { entry: Buffer; chunks: Chunk[]; byteCounts: number[]; ticks: number[]; lastTicks: number };

/** `mediaStart` is where in the file the first picture is. */
type InClip = { created: Buffer; mediaStart: number; durationTicks: number };

const FIRST_TRACK = 2;
/** A media time of -1. */
const NO_MEDIA = Buffer.alloc(8, 0xff);
const UNITY_MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

export class ClipSounds {
  readonly #tracks: SoundTrack[] = [];

  get trackCount(): number {
    return this.#tracks.length;
  }

  add(entry: Buffer, { offset, ticks, samples }: ClipSound): void {
    const track = this.#trackOf(entry);
    let at = ticks;
    let skippedBytes = 0;
    let sampleCount = 0;
    for (const { byteCount, durationTicks } of samples) {
      // What was heard before the first picture is left out.
      if (at < 0 && sampleCount === 0) {
        skippedBytes += byteCount;
      } else {
        track.ticks.push(Math.max(at, (track.ticks.at(-1) ?? -1) + 1));
        track.byteCounts.push(byteCount);
        track.lastTicks = durationTicks;
        sampleCount += 1;
      }
      at += durationTicks;
    }
    if (sampleCount > 0) track.chunks.push({ offset: offset + skippedBytes, sampleCount, description: 1 });
  }

  /** As boxes, each as long as the clip at least. */
  tracks(clip: InClip): Buffer[] {
    return this.#tracks
      .filter(({ chunks }) => chunks.length > 0)
      .map((track, index) => trackBox(track, FIRST_TRACK + index, clip));
  }

  #trackOf(entry: Buffer): SoundTrack {
    const known = this.#tracks.find((track) => track.entry.equals(entry));
    if (known) return known;
    const track = { entry, chunks: [], byteCounts: [], ticks: [], lastTicks: 0 };
    this.#tracks.push(track);
    return track;
  }
}

function trackBox(track: SoundTrack, trackId: number, { created, mediaStart, durationTicks }: InClip): Buffer {
  const { entry, chunks, byteCounts, ticks, lastTicks } = track;
  const [firstTicks = 0] = ticks;
  const endTicks = Math.max(durationTicks, (ticks.at(-1) ?? 0) + lastTicks);
  const mediaTicks = endTicks - firstTicks;
  // The first of several is the one that is heard.
  const flags = trackId === FIRST_TRACK ? 3 : 2;
  const header = fullBox(
    'tkhd',
    1,
    flags,
    created,
    created,
    u32(trackId, 0),
    u64(endTicks),
    u32(0, 0),
    u16(0, 1, 0x0100, 0),
    UNITY_MATRIX,
    u32(0, 0),
  );
  const times = fullBox('mdhd', 1, 0, created, created, u32(TICKS_PER_SECOND), u64(mediaTicks), u16(0x55c4, 0));
  const handler = fullBox('hdlr', 0, 0, u32(0), ascii('soun'), Buffer.alloc(12), ascii('sound\0'));
  const dataInformation = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  const durations = ticks.map((each, index) => (ticks[index + 1] ?? endTicks) - each);
  const sampleTable = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), entry),
    fullBox('stts', 0, 0, runsTable(durations)),
    fullBox('stsc', 0, 0, chunksTable(chunks)),
    fullBox('stsz', 0, 0, u32(0, byteCounts.length), Buffer.concat(byteCounts.map((each) => u32(each)))),
    fullBox('co64', 0, 0, offsetsTable(chunks, mediaStart)),
  );
  const mediaInformation = box('minf', fullBox('smhd', 0, 0, u16(0, 0)), dataInformation, sampleTable);
  const media = box('mdia', times, handler, mediaInformation);
  return box('trak', header, ...editsOf(firstTicks, mediaTicks), media);
}

/** Nothing until the first sample is heard (section 8.6.6). */
function editsOf(firstTicks: number, mediaTicks: number): Buffer[] {
  if (firstTicks === 0) return [];
  const nothing = [u64(firstTicks), NO_MEDIA, u16(1, 0)];
  return [box('edts', fullBox('elst', 1, 0, u32(2), ...nothing, u64(mediaTicks), u64(0), u16(1, 0)))];
}
