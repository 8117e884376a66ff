/**
 * What people get wrong, one row each, against the whole product and real cameras:
 * every mistake has an answer of its own that names the cause, and a sentence in
 * both languages that names what to do.
 */
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enUS } from '../../client/src/i18n/en-US/en-us.ts';
import { zhCN } from '../../client/src/i18n/zh-CN/zh-cn.ts';
import type { ErrorCode } from '../../config/contract/errors.ts';
import { streetClips, testClips } from '../../config/setup/street-path.mjs';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import { openRtspCameras, type RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR } from './site.ts';

let open: RtspCameras;
let guarded: RtspCameras;
let product: Product;
let administrator: Client;
let operator: Client;
let cameraId: string;

const webServer = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'));
});

beforeAll(async () => {
  const [gate = ''] = streetClips();
  const { reordered } = testClips();
  [open, guarded, product] = await Promise.all([
    openRtspCameras({ mounts: { gate, reordered }, live: { stills: '320x240@5:500/jpeg' } }),
    openRtspCameras({ mounts: { gate }, login: { user: 'viewer', password: 'right', auth: 'digest' } }),
    startProduct(),
  ]);
  await new Promise<void>((resolve) => webServer.listen(0, '127.0.0.1', resolve));
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  [cameraId = ''] = await addCameras(administrator, open, ['gate']);
});

afterAll(async () => {
  webServer.close();
  await Promise.all([product, open, guarded].map((each) => each?.[Symbol.asyncDispose]()));
});

type Failure = { code: ErrorCode; detail: Record<string, unknown> };

async function tryCamera(sourceUrl: string, login = {}): Promise<Failure> {
  return operatorsFailure(administrator.ask('POST /api/cameras/test', { body: { sourceUrl, ...login } }));
}

function operatorsFailure(asked: Promise<unknown>): Promise<Failure> {
  return asked.then(
    (answer) => Promise.reject(new Error(`it was taken: ${JSON.stringify(answer)}`)),
    ({ code, detail }: Failure) => ({ code, detail }),
  );
}

async function send(path: string, init: RequestInit, { cookie } = administrator): Promise<Failure> {
  const headers = { 'Content-Type': 'application/json', Cookie: `${cookie.name}=${cookie.value}`, ...init.headers };
  return (await fetch(`${product.url}${path}`, { ...init, headers })).json() as Promise<Failure>;
}

/** Never held in memory here; the server must not hold it either. */
function hundredMegabytes(): RequestInit {
  const piece = new Uint8Array(1_000_000).fill(0x20);
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      sent += 1;
      if (sent > 100) controller.close();
      else controller.enqueue(piece);
    },
  });
  return { method: 'POST', body, duplex: 'half' } as RequestInit;
}

const MISTAKES: { name: string; code: ErrorCode; detail: object; make: () => Promise<Failure> }[] = [
  {
    name: 'a wrong RTSP password',
    code: 'CAMERA_WRONG_PASSWORD',
    detail: {},
    make: () => tryCamera(guarded.urlOf('gate'), { username: 'viewer', password: 'wrong' }),
  },
  {
    name: 'a host nobody is at',
    code: 'CAMERA_UNREACHABLE',
    detail: { host: '127.0.0.1', port: 9 },
    make: () => tryCamera('rtsp://127.0.0.1:9/gate'),
  },
  {
    name: 'an address that is not RTSP',
    code: 'CAMERA_NOT_RTSP',
    detail: { host: '127.0.0.1' },
    make: () => tryCamera(`rtsp://127.0.0.1:${(webServer.address() as { port: number }).port}/`),
  },
  {
    name: 'a camera of a codec nobody carries',
    code: 'CAMERA_CODEC_NOT_SUPPORTED',
    detail: { codec: 'JPEG' },
    make: () => tryCamera(open.urlOf('stills')),
  },
  {
    name: 'a body with a field nobody knows',
    code: 'INVALID_REQUEST',
    detail: { field: 'colour' },
    make: () => send('/api/camera-groups', { method: 'POST', body: JSON.stringify({ name: '东区', colour: 'red' }) }),
  },
  {
    name: 'a body of 100 MB',
    code: 'BODY_TOO_LARGE',
    detail: {},
    make: () => send('/api/camera-groups', hundredMegabytes()),
  },
  {
    name: 'a forged session',
    code: 'SESSION_ENDED',
    detail: {},
    make: () => send('/api/people', {}, { ...administrator, cookie: { name: 'lianqin_session', value: 'forged' } }),
  },
  {
    name: 'a forged media token',
    code: 'MEDIA_TOKEN_INVALID',
    detail: {},
    make: () =>
      send(`/whep/${cameraId}`, {
        method: 'POST',
        body: 'v=0',
        headers: { 'Content-Type': 'application/sdp', Authorization: 'Bearer e30.forged', Cookie: '' },
      }),
  },
  {
    name: 'an operator on an administrator’s route',
    code: 'NOT_ALLOWED',
    detail: {},
    make: () => operatorsFailure(operator.ask('GET /api/people')),
  },
];

test.each(MISTAKES)('$name: $code', async ({ code, detail, make }) => {
  expect(await make()).toMatchObject({ code, detail });
  for (const texts of [zhCN, enUS]) expect(texts.errors[code].length).toBeGreaterThan(8);
});

test.each([
  { name: 'LIANQIN_HTTP_PROT', environment: { LIANQIN_HTTP_PROT: '1' }, words: /LIANQIN_HTTP_PROT/ },
  { name: 'a port that is no port', environment: { LIANQIN_MEDIA_PORT: '70000' }, words: /media\.port/ },
])('settings with a mistake ($name) end the start with its name', async ({ environment, words }) => {
  await expect(startProduct({ environment })).rejects.toThrow(words);
});

test('after all that the product is as well as before', async () => {
  const health = await operator.ask('GET /api/health');
  expect(health).toMatchObject({ status: 'ok', mediaNode: 'connected' });
});
