/** The meter of the wall's bench, held against pictures that are black, frozen or covered on purpose. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Look, switchesOf } from '../bench/wall-switches.rules.ts';
import { openBrowser } from '../fixtures/browser.ts';

const HOW = ['well', 'black', 'frozen', 'covered'];
/** As long as the meter looks before a switch and behind it. */
const BEFORE_MS = 1_500;
const AFTER_MS = 2_600;
/** A secure context, which reading a picture wants; nothing listens there. */
const ADDRESS = 'http://127.0.0.1:9/';
const STYLE = `
  [data-slot] { position: relative; width: 640px; height: 360px }
  .layer { position: absolute; inset: 0 }
  video { width: 640px; height: 360px }
`;

test('a switch to a black, a frozen or a covered picture is counted, and one that is well is not', async () => {
  await using browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 700, height: 1_500 } });
  await page.route(ADDRESS, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><style>${STYLE}</style><body>` }),
  );
  await page.goto(ADDRESS);
  for (const script of ['wall-meter-page.js', 'wall-page.js']) {
    await page.addScriptTag({ path: new URL(`../bench/${script}`, import.meta.url).pathname });
  }
  for (const how of HOW) await page.evaluate(`openSlot('${how}')`);
  await page.evaluate('watchTour()');
  await sleep(BEFORE_MS);
  await page.evaluate(`for (const how of ${JSON.stringify(HOW)}) switchSlot(how, how)`);
  await sleep(AFTER_MS);
  const slots = await page.evaluate<Look[][]>('tourSeen()');

  const found = slots.map((looks) => switchesOf(looks).map(({ from, to, trouble }) => ({ from, to, trouble })));
  expect(found).toEqual([
    [{ from: 'a', to: 'b', trouble: null }],
    [{ from: 'a', to: 'b', trouble: 'black' }],
    [{ from: 'a', to: 'b', trouble: 'frozen' }],
    [{ from: 'a', to: 'b', trouble: 'covered' }],
  ]);
});
