/** Speaking out of a camera from a browser: what is sent in Chromium is what the camera heard. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { toAppError } from '../../../config/contract/errors.ts';
import type { TalkEnd } from '../../../config/contract/talk.ts';
import { openBrowser } from '../../fixtures/browser.ts';
import { newHeardSound } from '../../fixtures/heard-sound.ts';
import { carried, openTestNode, type TestNode } from '../../fixtures/media-node.ts';
import { openRtspCameras, type RtspCameras } from '../../fixtures/rtsp-cameras.ts';

const PICTURE = '320x240@5:200';
const TONE_HZ = 1_000;
const G711 = ['audio/PCMA', 'audio/PCMU'];

const heard = { alaw: newHeardSound(), mulaw: newHeardSound() };
const ended: { talkId: string; why: TalkEnd }[] = [];
let cameras: RtspCameras;
let node: TestNode;
let browser: Browser;
let web: Server;
let url: string;
let count = 0;
let limitMs = 60_000;

beforeAll(async () => {
  cameras = await openRtspCameras({
    live: { alaw: PICTURE, mulaw: PICTURE, g726: PICTURE, mute: PICTURE },
    speakers: { alaw: `pcma:${heard.alaw.path}`, mulaw: `pcmu:${heard.mulaw.path}`, g726: 'g726:/dev/null' },
  });
  node = await openTestNode();
  node.events.on('talkEnded', (each) => ended.push(each));
  browser = await openBrowser();
  // What the server does with a desk that wants to speak, without the server.
  web = createServer(async (request, response) => {
    let offer = '';
    for await (const chunk of request) offer += chunk;
    if (request.method !== 'POST')
      return response.setHeader('Content-Type', 'text/html').end('<html lang="en"></html>');
    try {
      count += 1;
      const cameraId = request.url?.slice(1) ?? '';
      const { answer } = await node.talks.open({ talkId: `talk ${count}`, cameraId, offer, limitMs });
      return response.end(answer);
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
  await node.talks.endAll();
  for (const context of browser.contexts()) await context.close();
  ended.length = 0;
  limitMs = 60_000;
});

afterAll(async () => {
  web?.close();
  await browser?.close();
  await node?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
  for (const each of Object.values(heard)) await each[Symbol.asyncDispose]();
});

/** Not pulled: whoever is at the camera is there to speak. */
function carry(...names: string[]): Promise<void> {
  return node.carry(names.map((name) => carried(name, cameras.urlOf(name), { keepWarm: false })));
}

async function speak(cameraId: string, codecs = G711): Promise<{ page: Page; said: unknown }> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.addScriptTag({ path: 'test/fixtures/talk-sender.js' });
  const said = await page.evaluate(`sendTalk('/${cameraId}', ${JSON.stringify({ hz: TONE_HZ, codecs })})`);
  return { page, said };
}

const canTalk = (cameraId: string) => node.health().find((each) => each.cameraId === cameraId)?.canTalk;

test.each(['alaw', 'mulaw'] as const)(
  '%s: the tone of a browser is heard by the camera, and ends when it is told to',
  async (name) => {
    await carry(name);
    expect((await speak(name)).said).toBe('speaking');
    await expect.poll(() => heard[name].toneShare(TONE_HZ), { timeout: 15_000 }).toBeGreaterThan(0.9);
    await node.talks.end(`talk ${count}`);
    await cameras.sessionsAre(0);
    expect(ended).toEqual([]);
  },
);

test.each([
  ['alaw', true],
  ['mute', false],
  ['g726', false],
])('whether one can speak out of %s is not known until it was asked, and then it is %s', async (name, expected) => {
  await carry(name);
  expect(canTalk(name)).toBeNull();
  await node.talks.ask(name).catch(() => {});
  expect(canTalk(name)).toBe(expected);
});

test('a camera that is away is not taken for one without a loudspeaker', async () => {
  await node.carry([carried('gone', 'rtsp://127.0.0.1:1/gone', { keepWarm: false })]);
  await expect(node.talks.ask('gone')).rejects.toMatchObject({ code: 'CAMERA_UNREACHABLE' });
  expect(canTalk('gone')).toBeNull();
});

test('what a camera said holds for its address alone, and a device that pushes is not asked', async () => {
  await carry('mute');
  await node.talks.ask('mute').catch(() => {});
  await node.carry([carried('mute', cameras.urlOf('alaw'), { keepWarm: false })]);
  expect(canTalk('mute')).toBeNull();
  await node.talks.ask('mute');
  expect(canTalk('mute')).toBe(true);
  await node.carry([carried('mute', '', { intake: 'push', streamKey: 'key' })]);
  expect(canTalk('mute')).toBe(false);
});

test.each([
  ['mute', G711, 'TALK_NOT_OFFERED'],
  ['g726', G711, 'TALK_CODEC_NOT_SUPPORTED'],
  ['alaw', ['audio/opus'], 'OFFER_NOT_ACCEPTED'],
  ['unknown', G711, 'CAMERA_NOT_FOUND'],
])('speaking to %s in %s is refused by name and leaves nothing open', async (name, codecs, code) => {
  await carry('mute', 'g726', 'alaw');
  expect((await speak(name, codecs)).said).toEqual({ code });
  await cameras.sessionsAre(0);
});

test('it ends by itself after its limit', async () => {
  limitMs = 300;
  await carry('alaw');
  await speak('alaw');
  await expect.poll(() => ended).toEqual([{ talkId: `talk ${count}`, why: 'limit' }]);
  await cameras.sessionsAre(0);
});

test('it ends when the camera is no longer carried', async () => {
  await carry('alaw');
  await speak('alaw');
  await node.carry([]);
  await expect.poll(() => ended).toEqual([{ talkId: `talk ${count}`, why: 'cameraLost' }]);
});

test('it ends when the desk hangs up', async () => {
  await carry('alaw');
  const { page } = await speak('alaw');
  await expect.poll(() => page.evaluate('talkPeer.connectionState')).toBe('connected');
  await page.evaluate('talkPeer.close()');
  await expect.poll(() => ended, { timeout: 10_000 }).toEqual([{ talkId: `talk ${count}`, why: 'deskLost' }]);
});
