/**
 * A copy of a clip with words burned into its pictures, made by ffmpeg.
 *
 * Its sound is made AAC, which every player takes. The clip itself is only read. The words come from a file, so that no name can
 * say anything to ffmpeg.
 */
import { spawn } from 'node:child_process';
import { glob, rm, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AppError } from '../../config/contract/errors.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { watermarkFilter } from './watermark.rules.ts';

const log = newLogger('watermark');

const FONT_FOLDERS = ['/usr/share/fonts', '/usr/local/share/fonts'];
/** Those that have Chinese, the better first. */
const FONTS = [/NotoSansCJK-Regular/i, /NotoSansCJK|NotoSansSC|SourceHanSans/i, /wqy|DroidSansFallback|msyh|simhei/i];
const WORDS_FILE = 'watermark.txt';
/** Below whatever serves people. */
const NICENESS = 10;
const SAID_LINES = 5;

export type BurnIn = {
  folder: string;
  /** Of the clip and of the copy, in the folder. */
  name: string;
  copyName: string;
  words: readonly string[];
  /** When the clip's first picture was, by the site's clock (ms, as if it were UTC), and how long it is. */
  startsAtLocalMs: number;
  durationMs: number;
  signal: AbortSignal;
  onProgress: (share: number) => void;
};

/** Errors: WATERMARK_FONT_MISSING, WATERMARK_FAILED; the signal's reason when it is aborted. */
export async function burnIn({ folder, name, copyName, words, signal, onProgress, ...clip }: BurnIn): Promise<void> {
  const font = await chineseFont();
  await writeFile(join(folder, WORDS_FILE), words.join('\n'));
  try {
    // biome-ignore format: one option a line reads like the command it is
    const child = spawn('ffmpeg', [
      '-hide_banner', '-nostdin', '-loglevel', 'error', '-y',
      '-threads', '1', '-i', `./${name}`,
      '-vf', watermarkFilter({ font, wordsFile: WORDS_FILE, startsAtLocalMs: clip.startsAtLocalMs }),
      '-map', '0:v:0', '-map', '0:a?', '-c:a', 'aac', '-af', 'aresample=async=1:first_pts=0',
      '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p',
      '-threads', '1', '-fps_mode', 'passthrough', '-movflags', '+faststart',
      '-progress', 'pipe:1', `./${copyName}`,
    ], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = () => child.kill('SIGKILL');
    signal.addEventListener('abort', stop);
    const said: string[] = [];
    createInterface(child.stderr).on('line', (line) => said.push(line));
    createInterface(child.stdout).on('line', (line) => {
      const us = /^out_time_us=(\d+)/.exec(line)?.[1];
      if (us) onProgress(Math.min(1, Number(us) / 1_000 / clip.durationMs));
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('spawn', () => child.pid !== undefined && setPriority(child.pid, NICENESS));
      child.once('error', (thrown) => reject(new AppError('WATERMARK_FAILED', { reason: 'ffmpeg' }, thrown)));
      child.once('close', resolve);
    }).finally(() => signal.removeEventListener('abort', stop));
    signal.throwIfAborted();
    if (code !== 0) {
      log.error({ code, said: said.slice(-SAID_LINES) }, 'watermark was not burned in');
      throw new AppError('WATERMARK_FAILED', { reason: `ffmpeg ${code}` });
    }
  } finally {
    await rm(join(folder, WORDS_FILE), { force: true });
  }
}

/** Errors: WATERMARK_FONT_MISSING. */
async function chineseFont(): Promise<string> {
  const found: string[] = [];
  for (const folder of FONT_FOLDERS) {
    for await (const path of glob('**/*.{ttc,ttf,otf}', { cwd: folder })) found.push(join(folder, path));
  }
  for (const name of FONTS) {
    const font = found.find((path) => name.test(path));
    if (font) return font;
  }
  throw new AppError('WATERMARK_FONT_MISSING');
}
