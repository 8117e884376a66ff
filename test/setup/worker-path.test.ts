import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CAMERA_COUNT, streetClips, testClips } from '../../config/setup/street-path.mjs';
import { archiveUrl, downloadWorker } from '../../config/setup/worker/download.mjs';
import { mediasoupVersion, workerPath } from '../../config/setup/worker-path.mjs';
import { temporaryFolder } from './temporary-folder.ts';

test('a worker that is named is the worker', () => {
  expect(workerPath({ env: { MEDIASOUP_WORKER_BIN: '/opt/worker' } })).toBe('/opt/worker');
});

test('a worker is kept by version, platform and processor, so another of these gets its own', () => {
  const path = workerPath({ env: {}, cacheDir: '/cache' });

  expect(path).toMatch(/^\/cache\/mediasoup-worker\/[^/]+\/mediasoup-worker$/);
  expect(path).toContain(`/${mediasoupVersion()}-${process.platform}-${process.arch}`);
});

test('the cache folder is the named one, else the user’s', () => {
  expect(workerPath({ env: { LIANQIN_CACHE_DIR: '/named' } })).toMatch(/^\/named\/mediasoup-worker\//);
  expect(workerPath({ env: { XDG_CACHE_HOME: '/xdg' } })).toMatch(/^\/xdg\/lianqin\/mediasoup-worker\//);
});

test('every camera of the street has a clip of its own', () => {
  const clips = streetClips({ cacheDir: '/cache' });

  expect(new Set(clips).size).toBe(CAMERA_COUNT);
  expect(clips).not.toContain(testClips({ cacheDir: '/cache' }).still);
});

test('the ready-made worker is fetched from where mediasoup’s own installer gets it', () => {
  const url = archiveUrl({ env: {}, platform: 'linux', arch: 'x64', kernel: '6.1.0-9' });
  const version = mediasoupVersion();

  expect(url).toBe(
    `https://github.com/versatica/mediasoup/releases/download/${version}/mediasoup-worker-${version}-linux-x64-kernel6.tgz`,
  );
});

test('a ready-made worker is unpacked and can be run', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'mediasoup-worker'), '#!/bin/sh\n', { mode: 0o644 });
  execFileSync('tar', ['-czf', 'made.tgz', 'mediasoup-worker'], { cwd: folder });
  const archive = readFileSync(join(folder, 'made.tgz'));

  const binary = await downloadWorker(folder, () => Promise.resolve(new Response(archive)));

  expect(() => accessSync(binary, constants.X_OK)).not.toThrow();
});

test('a download that is refused says why', async () => {
  const folder = temporaryFolder();
  const missing = () => Promise.resolve(new Response('', { status: 404 }));
  const unreachable = () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } }));

  await expect(downloadWorker(folder, missing)).rejects.toThrow('the download answers 404');
  await expect(downloadWorker(folder, unreachable)).rejects.toThrow('ENOTFOUND');
});
