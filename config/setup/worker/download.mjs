/** Fetches the worker that mediasoup's makers built, from where their own installer gets it. */
import { readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../folders.mjs';
import { lastLines, run } from '../run.mjs';

// A closed network often swallows packets rather than refusing them.
const LIMIT_MS = 10_000;

/** Answers the path of the binary, or throws with the reason. */
export async function downloadWorker(folder, fetchUrl = fetch) {
  const archive = join(folder, 'ready-made.tgz');
  await writeFile(archive, await fetchArchive(archiveUrl(), fetchUrl));
  const unpacked = await run('tar', ['-xzf', archive, '-C', folder, 'mediasoup-worker']);
  if (unpacked.code !== 0) throw new Error(lastLines(unpacked, 1));
  const binary = join(folder, 'mediasoup-worker');
  await chmod(binary, 0o755);
  return binary;
}

async function fetchArchive(url, fetchUrl) {
  try {
    const answer = await fetchUrl(url, { signal: AbortSignal.timeout(LIMIT_MS) });
    if (!answer.ok) throw new Error(`the download answers ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  } catch (thrown) {
    if (thrown.name === 'TimeoutError') throw new Error(`no answer within ${LIMIT_MS / 1_000} s`);
    // Node hides why a connection failed behind "fetch failed".
    throw thrown.cause ? new Error(thrown.cause.code ?? thrown.cause.message) : thrown;
  }
}

export function archiveUrl({
  env = process.env,
  platform = process.platform,
  arch = process.arch,
  kernel = release(),
} = {}) {
  const { version, repository } = JSON.parse(
    readFileSync(join(PROJECT, 'node_modules', 'mediasoup', 'package.json'), 'utf8'),
  );
  const home = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  const base = env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || `${home}/releases/download`;
  const system = platform === 'linux' ? `linux-${arch}-kernel${kernel.split('.')[0]}` : `${platform}-${arch}`;
  return `${base}/${version}/mediasoup-worker-${version}-${system}.tgz`;
}
