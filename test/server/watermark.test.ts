/** A watermark burned into a real clip by the real ffmpeg: the clip stays what it was, the copy is whole, and it can be given up. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BurnIn, burnIn } from '../../server/recordings/watermark.ts';

const run = promisify(execFile);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianqin-watermark-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function makeClip(seconds: number): Promise<void> {
  const source = ['-f', 'lavfi', '-i', `testsrc=size=320x180:rate=10:duration=${seconds}`];
  await run('ffmpeg', ['-v', 'error', ...source, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', 'clip.mp4'], {
    cwd: folder,
  });
}

const sumOf = (name: string) =>
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex');

async function frameCount(name: string): Promise<number> {
  const asked = ['-v', 'error', '-count_frames', '-show_entries', 'stream=nb_read_frames', '-of', 'csv=p=0', name];
  return Number((await run('ffprobe', asked, { cwd: folder })).stdout);
}

const burning = (changes: Partial<BurnIn>): BurnIn => ({
  folder,
  name: 'clip.mp4',
  copyName: 'copy.mp4',
  // Signs that mean something to ffmpeg are words here.
  words: ["张值班 · 100%{n}':\\,;[x]", '示范街综治中心'],
  startsAtLocalMs: Date.UTC(2026, 10, 26, 3, 41, 5),
  durationMs: 2_000,
  signal: new AbortController().signal,
  onProgress: () => {},
  ...changes,
});

test('the copy has every picture of the clip, and the clip is untouched', async () => {
  await makeClip(2);
  const before = sumOf('clip.mp4');
  const progress: number[] = [];
  await burnIn(burning({ onProgress: (share) => progress.push(share) }));
  expect(await frameCount('copy.mp4')).toBe(20);
  expect(sumOf('clip.mp4')).toBe(before);
  expect(progress.at(-1)).toBeGreaterThan(0.8);
  expect(readdirSync(folder).toSorted()).toEqual(['clip.mp4', 'copy.mp4']);
});

test('given up while it is made, it ends at once and says why', async () => {
  await makeClip(120);
  const cancel = new AbortController();
  const work = burnIn(burning({ durationMs: 120_000, signal: cancel.signal, onProgress: () => cancel.abort() }));
  await expect(work).rejects.toMatchObject({ name: 'AbortError' });
});

test('a clip that is none is named, not thrown as a fault of ours', async () => {
  await expect(burnIn(burning({ name: 'nothing.mp4' }))).rejects.toMatchObject({ code: 'WATERMARK_FAILED' });
});
