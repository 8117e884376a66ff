/** HTTPS: the authority a site makes for itself, and certificates that change while it runs. */
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLocalAuthority } from '../../server/http/local-authority.ts';
import { manualClock } from './manual-clock.ts';
import { openTestApp } from './open-test-app.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianqin-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function get(
  url: string,
  ca: string | undefined,
): Promise<{ status: number | undefined; text: string; headers: object }> {
  const asking = request(url, ca === undefined ? {} : { ca });
  asking.end();
  const [response] = await once(asking, 'response');
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += part;
  return { status: response.statusCode, text, headers: response.headers };
}

test('beyond this machine it is HTTPS, for whoever trusts the site’s authority and nobody else', async () => {
  await using site = await openTestApp({
    settings: { http: { port: 0, host: '0.0.0.0' } },
    clock: manualClock(Date.now()),
  });
  const authority = readFileSync(join(site.folder, 'keys', 'local-authority.crt'), 'utf8');
  const { port } = new URL(site.app.url);
  expect(site.app.url).toBe(`https://127.0.0.1:${port}`);
  const health = await get(`${site.app.url}/api/health`, authority);
  const byName = await get(`https://localhost:${port}/trust`, authority);
  const download = await get(`${site.app.url}/trust/authority.crt`, authority);
  expect(health.status).toBe(200);
  expect(health.headers).not.toHaveProperty('strict-transport-security');
  expect(byName.text).toContain('信任本站证书');
  expect(new X509Certificate(download.text).ca).toBe(true);
  await expect(get(`${site.app.url}/api/health`, undefined)).rejects.toThrow(/certificate/);
});

test('keys are readable by their owner alone', async () => {
  await using site = await openTestApp({
    settings: { http: { port: 0, host: '0.0.0.0' } },
    clock: manualClock(Date.now()),
  });
  for (const name of ['local-authority.key', 'server.key', 'media-token.key', 'camera-password.key']) {
    expect(statSync(join(site.folder, 'keys', name)).mode & 0o777).toBe(0o600);
  }
});

async function authorityIn(parent: string) {
  const clock = manualClock(Date.now());
  mkdirSync(join(parent, 'keys'));
  const authority = await openLocalAuthority(parent, clock);
  const current = () => new X509Certificate(readFileSync(authority.files.certPath));
  return { clock, authority, current };
}

test('the server’s certificate lives a year at most, and is kept until it is due', async () => {
  const { clock, authority, current } = await authorityIn(folder);
  const first = current();
  expect(first.validToDate.getTime() - first.validFromDate.getTime()).toBeLessThanOrEqual(397 * 86_400_000);
  await authority.renew();
  expect(current().serialNumber).toBe(first.serialNumber);
  clock.advance(370 * 86_400_000);
  await authority.renew();
  expect(current().serialNumber).not.toBe(first.serialNumber);
  expect(current().checkIssued(new X509Certificate(authority.authorityPem))).toBe(true);
});

test('the authority itself is the same after a restart', async () => {
  const { clock, authority, current } = await authorityIn(folder);
  const before = current().serialNumber;
  const again = await openLocalAuthority(folder, clock);
  expect(again.authorityPem).toBe(authority.authorityPem);
  expect(current().serialNumber).toBe(before);
});
