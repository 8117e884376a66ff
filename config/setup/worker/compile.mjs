/**
 * Compiles the mediasoup worker from the source inside its npm package against
 * the system's libraries, because its own build downloads all of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { cp, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirePackages } from '../debian-packages.mjs';
import { PROJECT } from '../folders.mjs';
import { openPercentage } from '../progress.mjs';
import { Refusal } from '../refusal.mjs';
import { lastLines, run } from '../run.mjs';
import { fingerprint } from '../stamps.mjs';

const BUILD_PACKAGES = [
  'meson',
  'ninja-build',
  'g++',
  'pkg-config',
  'libuv1-dev',
  'libssl-dev',
  'libsrtp2-dev',
  'libflatbuffers-dev',
  'flatbuffers-compiler',
  'openssl',
];
const FREE_BYTES = 2 * 1024 ** 3;
const SYSTEM_LIBRARIES = join(dirname(fileURLToPath(import.meta.url)), 'system-libraries');

// The built-in bandwidth estimator makes abseil and libwebrtc unnecessary.
const OPTIONS = ['--buildtype', 'release', '-Db_ndebug=true', '-Dms_use_builtin_bwe=true', '--wrap-mode=nodownload'];

const MENDS = [
  {
    // Debian's meson is older than the file asks for and builds it all the same.
    file: 'meson.build',
    from: "meson_version: '>= 1.1.0'",
    to: "meson_version: '>= 1.0.0'",
  },
  {
    // The callback must pass on what every finished call returned. As it stands it answers 1 to each control
    // call, and an OpenSSL with kernel TLS takes that for a yes and dies at the first handshake.
    file: 'src/RTC/DtlsTransport.cpp',
    from: '(operationType == BIO_CB_RETURN) ? static_cast<long>(ret)',
    to: '(operationType & BIO_CB_RETURN) ? static_cast<long>(ret)',
  },
];

/** What a compiled worker is made from, apart from the package: another recipe makes another worker. */
export function compileRecipe() {
  const names = readdirSync(SYSTEM_LIBRARIES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
  return fingerprint(JSON.stringify([OPTIONS, MENDS]), ...names.map((name) => readFileSync(name)));
}

/** Answers the path of the binary inside FOLDER. */
export async function compileWorker(folder) {
  await requirePackages(BUILD_PACKAGES);
  await requireSpace(folder);
  const source = join(folder, 'worker');
  const build = join(folder, 'build');
  await cp(join(PROJECT, 'node_modules', 'mediasoup', 'worker'), source, { recursive: true });
  await standInSystemLibraries(join(source, 'subprojects'));
  for (const mend of MENDS) await apply(mend, source);

  await must('meson', ['setup', ...OPTIONS, build], { cwd: source });
  const show = openPercentage('compiling the mediasoup worker');
  const onLine = (line) => {
    const [, done, total] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? [];
    if (done) show(Number(done), Number(total));
  };
  await must('ninja', ['-C', build, 'mediasoup-worker'], { cwd: source, onLine });
  return join(build, 'mediasoup-worker');
}

async function requireSpace(folder) {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= FREE_BYTES) return;
  throw new Refusal(
    `the mediasoup worker needs 2 GB to be compiled, and ${folder} has ${Math.floor((bavail * bsize) / 1024 ** 2)} MB left`,
  );
}

async function standInSystemLibraries(subprojects) {
  for (const name of readdirSync(subprojects)) {
    if (name.endsWith('.wrap')) await rm(join(subprojects, name));
  }
  await cp(SYSTEM_LIBRARIES, subprojects, { recursive: true });
}

async function apply({ file, from, to }, source) {
  const path = join(source, file);
  const text = await readFile(path, 'utf8');
  if (text.split(from).length !== 2) {
    throw new Refusal(`this version of mediasoup cannot be compiled here: ${file} is not the one the set-up knows`);
  }
  await writeFile(path, text.replace(from, to));
}

async function must(command, args, options) {
  const result = await run(command, args, options);
  if (result.code === 0) return;
  throw new Refusal(`the mediasoup worker could not be compiled; ${command} says\n${lastLines(result)}`);
}
