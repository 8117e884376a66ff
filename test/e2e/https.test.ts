/** The console across a network: another host opens it over HTTPS with the site's own certificate. */
import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHROMIUM, openBrowser } from '../fixtures/browser.ts';
import { isSecure } from '../fixtures/in-page.js';
import { startProduct } from '../fixtures/product.ts';
import { openTwoHosts } from '../fixtures/two-hosts.ts';
import { tilesAre } from './site.ts';

test('a desk on the network signs in over HTTPS, is in a secure context, and sees the street live over WebRTC', async () => {
  await using hosts = await openTwoHosts();
  await using product = await startProduct({
    command: ['ip', 'netns', 'exec', hosts.server.name],
    environment: { LIANQIN_HTTP_HOST: '0.0.0.0', LIANQIN_DEMO_STREET: 'true', LIANQIN_ANALYSIS_ENABLED: 'false' },
  });
  expect(product.url).toBe(`https://${hosts.server.address}:${new URL(product.url).port}`);

  // As a person who trusts this authority and no other mistake: every other certificate error still ends the visit.
  const authority = new X509Certificate(await readFile(join(product.dataFolder, 'keys', 'local-authority.crt')));
  const key = authority.publicKey.export({ type: 'spki', format: 'der' });
  const trusted = createHash('sha256').update(key).digest('base64');
  const browser = await openBrowser({
    program: await hosts.onDesk(CHROMIUM),
    args: [`--ignore-certificate-errors-spki-list=${trusted}`],
  });
  const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  await page.goto(`${product.url}/wall`);
  expect(await page.evaluate(isSecure)).toBe(true);

  await page.locator('input[autocomplete="username"]').fill('operator');
  await page.locator('input[type="password"]').fill(await product.password('operator'));
  await page.keyboard.press('Enter');
  await tilesAre(page, 'live', 8);
  expect(await page.locator('video[data-by="webrtc"]').count()).toBe(8);
  await browser.close();
}, 120_000);
