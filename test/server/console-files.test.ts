/** The built console over HTTP: packed for whoever takes it so, and the citizen's page apart. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsoleFiles } from '../../server/http/console-files.ts';

const SCRIPT = 'console.log("联勤")';
const PAGE = `<script>${SCRIPT}</script><script type="module" src="/assets/packed.js"></script>`;
const folder = mkdtempSync(join(tmpdir(), 'lianqin-console-'));
const app = express();
const server = createServer(app);

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'assets', 'packed.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'packed.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(folder, 'assets', 'plain.js'), SCRIPT);
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'report.html'), 'citizen');
  openConsoleFiles(folder).mount(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** `fetch` would unpack it. */
async function read(path: string, encoding: string, more: { method?: string; headers?: Record<string, string> } = {}) {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { method = 'GET', headers } = more;
  const options = { host: '127.0.0.1', port, path, method, headers: { 'accept-encoding': encoding, ...headers } };
  const answer = await new Promise<IncomingMessage>((resolve) => request(options, resolve).end());
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part);
  const { 'content-encoding': packed, 'content-type': type, vary, 'cache-control': cache, etag } = answer.headers;
  return { status: answer.statusCode, body: Buffer.concat(parts), packed, type, vary, cache, etag };
}

test('a packed file goes out packed to whoever takes it, under its own type, for ever', async () => {
  const { body, packed, type, vary, cache } = await read('/assets/packed.js', 'gzip, br');
  expect([packed, type, vary]).toEqual(['gzip', 'text/javascript; charset=utf-8', 'Accept-Encoding']);
  expect(cache).toContain('immutable');
  expect(gunzipSync(body).toString()).toBe(SCRIPT);
});

test('who has a packed file already is told so, and who asks for its head gets no more', async () => {
  const { etag = '' } = await read('/assets/packed.js', 'gzip');
  const again = await read('/assets/packed.js', 'gzip', { headers: { 'if-none-match': etag } });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  const head = await read('/assets/packed.js', 'gzip', { method: 'HEAD' });
  expect([head.status, head.packed, head.body.length]).toEqual([200, 'gzip', 0]);
});

test('the content policy is told of each script that stands in the page', () => {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  expect(openConsoleFiles(folder).scripts).toEqual([`'sha256-${hash}'`]);
});

test.each([
  ['/assets/packed.js', 'identity'],
  ['/assets/plain.js', 'gzip'],
])('%s for who takes %s goes out as it is', async (path, encoding) => {
  const { body, packed } = await read(path, encoding);
  expect([packed, body.toString()]).toEqual([undefined, SCRIPT]);
});

test.each([
  ['/report/2PEBQXZH', 'citizen'],
  ['/report', PAGE],
  ['/map', PAGE],
])('%s is its page: %s', async (path, page) => {
  const { body, cache } = await read(path, 'gzip');
  expect([body.toString(), cache]).toEqual([page, 'no-cache']);
});
