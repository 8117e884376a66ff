/** Devices that push over WHIP: a browser, and GStreamer. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { toAppError } from '../../config/contract/errors.ts';
import type { CarriedCamera } from '../../config/contract/node.ts';
import { openBrowser } from '../fixtures/browser.ts';
import { carried, openTestNode, type TestNode, until } from '../fixtures/media-node.ts';
import { sendWhip, type WhipSender } from '../fixtures/whip-sender.ts';

const KEY = 'the key of this device';

let node: TestNode;
let browser: Browser;
let web: Server;
let url: string;
const senders: WhipSender[] = [];

beforeAll(async () => {
  node = await openTestNode();
  browser = await openBrowser();
  // What the server does with a WHIP request, without the server.
  web = createServer(async (request, response) => {
    let offer = '';
    for await (const chunk of request) offer += chunk;
    if (request.method !== 'POST')
      return response.setHeader('Content-Type', 'text/html').end('<html lang="en"></html>');
    try {
      const streamKey = request.headers.authorization?.slice('Bearer '.length) ?? '';
      const { answer } = await node.openWhip({ cameraId: request.url?.slice(1) ?? '', streamKey, offer });
      return response.writeHead(201, { Location: '/phone/1' }).end(answer);
    } catch (thrown) {
      const { status, code } = toAppError(thrown);
      return response.writeHead(status).end(JSON.stringify({ code }));
    }
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await node.carry([]);
  for (const sender of senders.splice(0)) await sender.close();
});

afterAll(async () => {
  web?.close();
  await browser?.close();
  await node?.[Symbol.asyncDispose]();
});

const health = () => node.health()[0];

function carry(changes: Partial<CarriedCamera> = {}): Promise<void> {
  return node.carry([carried('phone', '', { intake: 'push', streamKey: KEY, audio: true, ...changes })]);
}

async function sendFromBrowser(key = KEY): Promise<{ page: Page; said: unknown }> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.addScriptTag({ path: 'test/fixtures/whip-sender.js' });
  const said = await page.evaluate(`sendWhip('/phone', { Authorization: 'Bearer ${key}' })`);
  return { page, said };
}

async function sendFromGstreamer(): Promise<unknown> {
  const sender = await sendWhip(`${url}/phone`, KEY);
  senders.push(sender);
  return sender.said;
}

test('a camera whose device does not send says so, is live when it does, and says so again when it is gone', async () => {
  await carry();
  await until(node, 'phone', 'offline');
  expect(health()?.cause?.code).toBe('CAMERA_NOT_PUSHING');

  const { page, said } = await sendFromBrowser();
  expect(said).toMatchObject({ status: 201, location: '/phone/1' });
  await until(node, 'phone', 'live');
  await expect.poll(() => health()?.audioCodec).toBe('Opus');
  expect(health()).toMatchObject({ codec: expect.stringMatching(/^avc1\.42/) });

  await page.evaluate('stopWhip()');
  await until(node, 'phone', 'offline');
  expect(health()?.cause?.code).toBe('CAMERA_NOT_PUSHING');
});

test('key frames of a browser, which sends them only when asked, come often enough to begin with', async () => {
  await carry();
  const { page } = await sendFromBrowser();
  await until(node, 'phone', 'live');
  await expect.poll(() => health()?.keyFrameIntervalMs, { timeout: 20_000 }).toBeGreaterThan(500);
  expect(health()?.keyFrameIntervalMs).toBeLessThan(3_000);
  await page.close();
});

test('GStreamer sends, and its pictures are seen', async () => {
  await carry();
  expect(await sendFromGstreamer()).toMatchObject({ status: 201 });
  await until(node, 'phone', 'live');
  await expect.poll(() => health()?.framesPerSecond, { timeout: 15_000 }).toBeCloseTo(15, 0);
  expect(health()).toMatchObject({ width: 640, height: 360 });
  expect((await node.snapshot('phone')).jpeg.subarray(0, 2).toString('hex')).toBe('ffd8');
});

test('a device that came before its camera was needed is taken at once', async () => {
  await carry({ keepWarm: false });
  await until(node, 'phone', 'offline');
  await sendFromGstreamer();
  await until(node, 'phone', 'idle');
  await carry({ keepWarm: true });
  await until(node, 'phone', 'live');
});

test('who brings another key, or the key of before, is refused and sent away', async () => {
  await carry();
  expect((await sendFromBrowser('guessed')).said).toMatchObject({ status: 401 });
  await sendFromGstreamer();
  await until(node, 'phone', 'live');
  await carry({ streamKey: 'a new key' });
  await until(node, 'phone', 'offline');
  expect((await sendFromBrowser()).said).toMatchObject({ status: 401 });
});

test('a device that comes again takes the place of its broken connection', async () => {
  await carry();
  const { page } = await sendFromBrowser();
  await until(node, 'phone', 'live');
  await sendFromGstreamer();
  await expect.poll(() => health()?.framesPerSecond, { timeout: 20_000 }).toBeCloseTo(15, 0);
  await page.close();
  await until(node, 'phone', 'live');
});
