/** Small pictures for many cameras: 320×180 at 15 a second, so that two cores carry twenty. Made once, kept in the cache. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../config/setup/folders.mjs';

export const CLIP_FPS = 15;

// biome-ignore format: one option a line reads like the command it is
const ENCODERS = {
  h264: ['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-profile:v', 'main', '-bf', '0', '-g', '30', '-sc_threshold', '0'],
  h265: ['-c:v', 'libx265', '-preset', 'veryfast', '-x265-params', 'log-level=error:keyint=30:min-keyint=30:scenecut=0:bframes=0:open-gop=0'],
};

export async function smallClips(): Promise<{ h264: string; h265: string }> {
  return { h264: await smallClip('h264'), h265: await smallClip('h265') };
}

async function smallClip(codec: keyof typeof ENCODERS): Promise<string> {
  const folder = join(cacheFolder(), 'load');
  const clip = join(folder, `320x180@${CLIP_FPS}-200.${codec}`);
  if (existsSync(clip)) return clip;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${clip}.${process.pid}.${codec}`;
  // biome-ignore format: one option a line reads like the command it is
  await promisify(execFile)('ffmpeg', [
    '-nostdin', '-v', 'error', '-y',
    '-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=${CLIP_FPS}`, '-t', '20', '-pix_fmt', 'yuv420p',
    ...ENCODERS[codec], '-b:v', '200k', unfinished,
  ]);
  renameSync(unfinished, clip);
  return clip;
}
