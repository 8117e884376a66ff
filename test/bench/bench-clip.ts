/** The camera every subject of the bench pulls: 1080p25 H.264 of 4 Mbit/s, made once and kept in the cache. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../config/setup/folders.mjs';

export async function benchClip(): Promise<string> {
  const folder = join(cacheFolder(), 'bench');
  const clip = join(folder, '1080p25-4000.h264');
  if (existsSync(clip)) return clip;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${clip}.${process.pid}.h264`;
  // biome-ignore format: one option a line reads like the command it is
  await promisify(execFile)('ffmpeg', [
    '-nostdin', '-v', 'error', '-y',
    '-f', 'lavfi', '-i', 'testsrc2=size=1920x1080:rate=25,noise=alls=12:allf=t', '-t', '20',
    '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'main', '-pix_fmt', 'yuv420p',
    '-bf', '0', '-g', '50', '-keyint_min', '50', '-sc_threshold', '0',
    '-b:v', '4000k', '-maxrate', '4000k', '-bufsize', '4000k',
    unfinished,
  ]);
  renameSync(unfinished, clip);
  return clip;
}
