/** Long JSON over HTTP: packed as it is taken, and piece by piece. */
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendPacked } from '../../server/http/packed.ts';

const ROW = Buffer.from(`"${'0123456789'.repeat(100)}",`);
const UNPACK: Record<string, (packed: Buffer) => Buffer> = { zstd: zstdDecompressSync, gzip: gunzipSync };

let rowCount = 2_000;
let pulled = 0;
const ended: unknown[] = [];
const app = express();
const server = createServer(app);

function* rows(): Generator<Uint8Array> {
  yield Buffer.from('[');
  for (pulled = 0; pulled < rowCount; pulled += 1) yield ROW;
  yield Buffer.from('0]');
}

beforeAll(async () => {
  app.get('/rows', (request, response) =>
    sendPacked(request, response, rows()).then(
      () => ended.push('sent'),
      (thrown: unknown) => ended.push(thrown),
    ),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.close();
});

/** `fetch` would unpack it. */
async function ask(encoding: string): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  const asking = get({ host: '127.0.0.1', port, path: '/rows', headers: { 'accept-encoding': encoding } });
  const [answer] = await once(asking, 'response');
  return answer;
}

test.each([
  ['gzip, deflate, br, zstd', 'zstd'],
  ['gzip, zstd;q=0', 'gzip'],
  ['identity', undefined],
])('who takes %s is sent %s', async (taken, encoding) => {
  rowCount = 2_000;
  const answer = await ask(taken);
  const body = Buffer.concat(await answer.toArray());
  const { 'content-encoding': packed, 'content-type': type, vary } = answer.headers;
  expect([packed, type, vary]).toEqual([encoding, 'application/json; charset=utf-8', 'Accept-Encoding']);
  const json: unknown = JSON.parse((UNPACK[packed ?? '']?.(body) ?? body).toString());
  expect(json).toHaveLength(rowCount + 1);
});

test('no more of it is made than is being read, and who goes in the middle leaves nothing behind', async () => {
  rowCount = 200_000;
  ended.length = 0;
  const answer = await ask('identity');
  await once(answer, 'readable');
  await expect.poll(() => pulled).toBeGreaterThan(100);
  expect(pulled).toBeLessThan(rowCount / 2);
  answer.destroy();
  await expect.poll(() => ended).toEqual(['sent']);
  expect(pulled).toBeLessThan(rowCount / 2);
});
