/**
 * Keeps the files of the phone page, so that it opens without signal. A new build is kept whole
 * before its page takes the place of the old one; answers of the API are never kept here.
 */
const KEPT = 'lianqin-field';
const PAGE = '/field';
const ENTRY = 'index.html';
const LAZY = 'src/field/';
const PATIENCE_MS = 4_000;

self.addEventListener('install', (event) => {
  event.waitUntil(takeIn().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (pathname.startsWith('/assets/') || !pathname.includes('/', 1)) event.respondWith(file(request, pathname));
});

/** The server's page where it answers soon, else the kept one. */
async function page(event) {
  try {
    const answer = await fetch(event.request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) event.waitUntil(takeIn().catch(() => {}));
    return answer;
  } catch (thrown) {
    const kept = await (await caches.open(KEPT)).match(PAGE);
    if (kept) return kept;
    throw thrown;
  }
}

/** Files with a hash in their name never change; the few others are asked for first. */
async function file(request, pathname) {
  const kept = await (await caches.open(KEPT)).match(pathname);
  if (kept && pathname.startsWith('/assets/')) return kept;
  try {
    return await fetch(request);
  } catch (thrown) {
    if (kept) return kept;
    throw thrown;
  }
}

async function takeIn() {
  const [pageAnswer, build] = await Promise.all([ask(PAGE), ask('/build.json').then((answer) => answer.json())]);
  const html = await pageAnswer.clone().text();
  // Between the two the server got another build: the next visit takes it in.
  if (!html.includes(build[ENTRY].file)) return;
  const cache = await caches.open(KEPT);
  const wanted = filesOf(build);
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const missing = wanted.filter((path) => !path.startsWith('/assets/') || !known.has(path));
  for (const path of missing) await cache.put(path, await ask(path));
  await cache.put(PAGE, pageAnswer);
  const kept = new Set([...wanted, PAGE]);
  await Promise.all([...known].filter((path) => !kept.has(path)).map((path) => cache.delete(path)));
}

async function ask(path) {
  const answer = await fetch(path, { cache: 'no-cache', redirect: 'error' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** What the entry and the phone page need, and what those need. */
function filesOf(build) {
  const found = new Set();
  const add = (name) => {
    const chunk = build[name];
    if (!chunk || found.has(name)) return;
    found.add(name);
    for (const other of chunk.imports ?? []) add(other);
  };
  add(ENTRY);
  for (const name of Object.keys(build).filter((each) => each.startsWith(LAZY))) add(name);
  const files = [...found].flatMap((name) => [
    build[name].file,
    ...(build[name].css ?? []),
    ...(build[name].assets ?? []),
  ]);
  return [...new Set(files)].map((path) => `/${path}`).concat('/lianqin.svg', '/field.webmanifest');
}
