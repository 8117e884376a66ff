/**
 * What the simulated cameras of the bench play: H.264 made once and kept in the cache.
 *
 * Each picture carries its number as a row of black and white fields in its upper
 * left corner, so that whoever sees it decoded can tell when it was sent.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../config/setup/folders.mjs';

export type ClipShape = {
  width: number;
  height: number;
  framesPerSecond: number;
  kbps: number;
  /** Between key frames. */
  gopSeconds: number;
};

export const MAIN: ClipShape = { width: 1_920, height: 1_080, framesPerSecond: 25, kbps: 4_000, gopSeconds: 2 };
/** As warm joins are measured with: key frames as rare as cameras usually have them at the most. */
export const MAIN_RARE_KEYS: ClipShape = { ...MAIN, gopSeconds: 4 };
export const SUB: ClipShape = { width: 640, height: 360, framesPerSecond: 15, kbps: 500, gopSeconds: 4 };
/** As the tiles of a wall are measured with. */
export const WALL_SUB: ClipShape = { ...SUB, kbps: 512 };
/** So small that one machine plays two hundred of them beside what is measured. */
export const TINY: ClipShape = { width: 320, height: 180, framesPerSecond: 5, kbps: 100, gopSeconds: 2 };
/** Fills a connection that nobody reads in a few seconds. */
export const WIDE: ClipShape = { width: 640, height: 360, framesPerSecond: 25, kbps: 12_000, gopSeconds: 2 };

/** A whole number of intervals between key frames, and fewer pictures than the stamp can count. */
const CLIP_SECONDS = 20;

/** Fields of the stamp: one white, one black, then the picture's number, lowest bit first. */
const STAMP_BITS = 10;
const STAMP_FIELDS = 2 + STAMP_BITS;
const FIELDS_ACROSS = 20;

export async function benchClip(shape: ClipShape): Promise<string> {
  const { width, height, framesPerSecond, kbps, gopSeconds } = shape;
  const folder = join(cacheFolder(), 'bench');
  const clip = join(folder, `${width}x${height}@${framesPerSecond}-${kbps}-key${gopSeconds}s-stamped.h264`);
  if (existsSync(clip)) return clip;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${clip}.${process.pid}.h264`;
  const gop = `${gopSeconds * framesPerSecond}`;
  const rate = `${kbps}k`;
  // biome-ignore format: one option a line reads like the command it is
  await promisify(execFile)('ffmpeg', [
    '-nostdin', '-v', 'error', '-y',
    '-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${framesPerSecond},noise=alls=12:allf=t,${stamp(shape)}`,
    '-t', `${CLIP_SECONDS}`,
    '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'main', '-pix_fmt', 'yuv420p',
    '-bf', '0', '-g', gop, '-keyint_min', gop, '-sc_threshold', '0',
    '-b:v', rate, '-maxrate', rate, '-bufsize', rate,
    unfinished,
  ]);
  renameSync(unfinished, clip);
  return clip;
}

/** ffmpeg's filters that paint it; bench-page.js reads it. */
function stamp({ width }: ClipShape): string {
  const size = width / FIELDS_ACROSS;
  const box = (field: number, fields: number, color: string) =>
    `drawbox=x=${field * size}:y=0:w=${fields * size}:h=${size}:color=${color}:t=fill`;
  const bits = Array.from({ length: STAMP_BITS }, (_, bit) => {
    return `${box(2 + bit, 1, 'white')}:enable='gt(bitand(n,${2 ** bit}),0)'`;
  });
  return [box(0, STAMP_FIELDS, 'black'), box(0, 1, 'white'), ...bits].join(',');
}
