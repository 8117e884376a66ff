/** What no honest client sends is answered by a code, at once, and changes nothing. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signMediaToken } from '../../config/kernel/media-token.ts';
import { type Caller, firstCamera, openTestApp, type TestApp } from './open-test-app.ts';

let site: TestApp;
let admin: Caller;
let operator: Caller;

beforeAll(async () => {
  site = await openTestApp();
  admin = await site.as('admin');
  operator = await site.as('operator');
});
afterAll(() => site[Symbol.asyncDispose]());

const PERSON = { account: 'li.si', name: '李四', role: 'operator', password: 'Strong-Pass-2026' };
const BAD_BODIES: [string, unknown, object][] = [
  ['an unknown field', { ...PERSON, isAdmin: true }, { code: 'INVALID_REQUEST', detail: { field: 'isAdmin' } }],
  ['a field of the wrong kind', { ...PERSON, name: 7 }, { code: 'INVALID_REQUEST', detail: { field: 'name' } }],
  ['a missing field', { account: 'li.si' }, { code: 'INVALID_REQUEST', detail: { field: 'name' } }],
  ['no body at all', undefined, { code: 'INVALID_REQUEST', detail: { field: 'account' } }],
  ['a body that is no JSON', '{"account":', { code: 'INVALID_JSON' }],
  ['a weak password', { ...PERSON, password: 'password' }, { code: 'PASSWORD_TOO_WEAK' }],
  ['an account that is taken', { ...PERSON, account: 'operator' }, { code: 'ACCOUNT_TAKEN' }],
];
test.each(BAD_BODIES)('%s is refused', async (_what, body, expected) => {
  expect(await admin.ask('POST /api/people', body)).toMatchObject({ body: expected });
});

test('a query with an unknown field is refused', async () => {
  const auditor = await site.as('auditor');
  const { body } = await auditor.ask('GET /api/journal?limit=5&all=1');
  expect(body).toMatchObject({ code: 'INVALID_REQUEST', detail: { field: 'all' } });
});

test('a body of 100 MB is refused before it has arrived', async () => {
  const declared = 100_000_000;
  const sent = 4_000;
  const { status, text } = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const asking = request(
      `${site.app.url}/api/people`,
      {
        method: 'POST',
        headers: { cookie: admin.cookie, 'content-type': 'application/json', 'content-length': declared },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => {
          resolve({ status: response.statusCode, text });
          asking.destroy();
        });
      },
    );
    asking.on('error', reject);
    asking.write('x'.repeat(sent));
  });
  expect(status).toBe(413);
  expect(JSON.parse(text)).toEqual({ code: 'BODY_TOO_LARGE', detail: { limitBytes: 1_000_000 } });
});

describe('a page of somebody else', () => {
  test.each(['http://evil.example', 'null', 'http://127.0.0.1:1'])('from %s may change nothing', async (origin) => {
    const { status, body } = await operator.ask('POST /api/incidents', { title: 'x' }, { origin });
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'FOREIGN_ORIGIN' });
  });

  test('may not use a cookie for WHEP either', async () => {
    const headers = { origin: 'http://evil.example', 'content-type': 'application/sdp' };
    const { body } = await operator.ask('POST /whep/none', 'v=0', headers);
    expect(body.code).toBe('FOREIGN_ORIGIN');
  });

  test('our own page may', async () => {
    const { status } = await operator.ask('POST /api/incidents', { title: '积水' }, { origin: site.app.url });
    expect(status).toBe(200);
  });
});

describe('a media token', () => {
  const grantFor = (cameraId: string, expiresAtMs: number) =>
    ({ cameraId, action: 'live', quality: 'main', personId: 'p', sessionId: 's', expiresAtMs }) as const;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  test('that has expired opens nothing', async () => {
    const { id } = await firstCamera(operator);
    const token = signMediaToken(grantFor(id, site.clock()), site.app.mediaTokenKey);
    const { status, body } = await site.nobody.ask(`GET /hls/${id}/index.m3u8`, undefined, bearer(token));
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'MEDIA_TOKEN_EXPIRED' });
  });

  test('that somebody else signed opens nothing', async () => {
    const { id } = await firstCamera(operator);
    const token = signMediaToken(grantFor(id, site.clock() + 60_000), Buffer.alloc(32).toString('base64'));
    const { status, body } = await site.nobody.ask(`GET /hls/${id}/index.m3u8`, undefined, bearer(token));
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'MEDIA_TOKEN_INVALID' });
  });

  test.each(['', 'x', 'x.y', 'x.y.z', `${'A'.repeat(5_000)}.B`])('that is junk (%#) opens nothing', async (token) => {
    const { body } = await site.nobody.ask('GET /hls/none/index.m3u8', undefined, bearer(`${token}-`));
    expect(body.code).toBe('MEDIA_TOKEN_INVALID');
  });
});
