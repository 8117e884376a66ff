/** How soon the map shows a crowd, and what a thousand changes at once cost whoever looks at it. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../fixtures/browser.ts';
import { longestTask } from './longest-task.rules.ts';
import { crowdedPosition } from './map-crowd.ts';
import { CROWD, type MapSite, openMapSite } from './map-site.ts';
import { type BenchResult, MAP_FIGURES, type Measure, measureAll, type Wish } from './measure.ts';
import { within } from './within.ts';

const OPENINGS = 3;
const CHANGES = { moved: 400, closed: 100, reported: 500 };
const AT_ONCE = 100;
const WITHIN_MS = 120_000;
const SCRIPT = new URL('./map-page.js', import.meta.url).pathname;
const TRACED = ['-*', 'toplevel', '__metadata'];

const map: Measure = {
  figures: MAP_FIGURES,
  async run(into, { say }) {
    say('fills a site');
    await using site = await openMapSite();
    await using browser = await openBrowser();
    into.basis.crowd = CROWD;
    const openedMs: number[] = [];
    const listOpenMs: number[] = [];
    const listSearchMs: number[] = [];
    for (let nth = 1; nth < OPENINGS; nth += 1) {
      await using opened = await openMap(browser, site);
      openedMs.push(Math.round(opened.appliedMs));
      say(`the map had everything after ${openedMs.at(-1)} ms`);
      listOpenMs.push(await openList(opened.page, site));
      listSearchMs.push(await searchList(opened.page, site));
      say(`the list was there after ${listOpenMs.at(-1)} ms, and searched after ${listSearchMs.at(-1)} ms`);
    }
    await using opened = await openMap(browser, site);
    openedMs.push(Math.round(opened.appliedMs));
    into.firstAppliedMs = openedMs.toSorted((one, other) => one - other)[Math.floor(OPENINGS / 2)];
    Object.assign(into.basis, { firstAppliedMs: openedMs, listOpenMs, listSearchMs });
    say('a thousand changes');
    const { applyMs, longestMs, longestCpuMs } = await changeThousand(browser, opened.page, site);
    into.applyThousandMs = Math.round(applyMs);
    into.longestBlockMs = Math.round(longestMs * 10) / 10;
    into.basis.longestBlockCpuMs = Math.round(longestCpuMs * 10) / 10;
  },
};

export function benchMap(result: BenchResult, wish: Wish): Promise<void> {
  return measureAll([map], result, { ...wish, cameraCount: CROWD.cameras });
}

/** Those that are shown at first, and units. */
const SHOWN = 'grids,cameras,names,alerts,incidents,people,units';

type OpenedMap = AsyncDisposable & { page: Page; context: BrowserContext; appliedMs: number };

/** Each time in a browser profile that has seen nothing of the console. */
async function openMap(browser: Browser, site: MapSite): Promise<OpenedMap> {
  const context = await browser.newContext({ viewport: { width: 1_920, height: 1_080 } });
  await context.addCookies([{ ...site.cookie, url: site.url }]);
  await context.addInitScript({ path: SCRIPT });
  const page = await context.newPage();
  page.on('pageerror', (thrown) => console.error(`the console: ${thrown.message}`));
  await page.goto(`${site.url}/map?list=1&layers=${SHOWN}`, { waitUntil: 'commit' });
  const appliedMs = await mapHas(page, {
    'data-incidents': site.incidents.length,
    'data-cameras': site.cameraCount,
    'data-units': site.unitCount,
  });
  return { page, context, appliedMs, [Symbol.asyncDispose]: () => context.close() };
}

function mapHas(page: Page, wanted: Record<string, number>): Promise<number> {
  return within(WITHIN_MS, 'the map', page.evaluate<number>(`benchMap.has(${JSON.stringify(wanted)})`));
}

/** The list of all incidents, opened from the map. */
async function openList(page: Page, site: MapSite): Promise<number> {
  const openedMs = page.evaluate<number>(`benchMap.openList(${site.incidents.length})`);
  return Math.round(await within(WITHIN_MS, 'the list', openedMs));
}

/** By a title that one in eight has. */
async function searchList(page: Page, site: MapSite): Promise<number> {
  const [text = ''] = site.incidents[0]?.title.split(' ') ?? [];
  const count = site.incidents.filter(({ title }) => title.includes(text)).length;
  const foundMs = page.evaluate<number>(`benchMap.searchList(${JSON.stringify(text)}, ${count})`);
  return Math.round(await within(WITHIN_MS, 'the search', foundMs));
}

/** Moved and raised, closed, and last of all reported, so that the last one brings the number that is waited for. */
async function changeThousand(browser: Browser, page: Page, site: MapSite) {
  const [first, second] = [CHANGES.moved, CHANGES.moved + CHANGES.closed];
  const nowMs = Date.now();
  const changes = [
    ...site.incidents
      .slice(0, first)
      .map((incident, nth) => ({ ...incident, position: crowdedPosition(nth + 0.7), level: 'larger' as const })),
    ...site.incidents
      .slice(first, second)
      .map((incident) => ({ ...incident, state: 'closed' as const, clock: null, closedAtMs: nowMs })),
    ...Array.from({ length: CHANGES.reported }, site.newIncident),
  ];
  const count = site.incidents.length - CHANGES.closed + CHANGES.reported;
  await page.evaluate('benchMap.firstMessageAtMs = null');
  await browser.startTracing(page, { categories: TRACED });
  const applied = mapHas(page, { 'data-incidents': count });
  for (let from = 0; from < changes.length; from += AT_ONCE) await site.keep(changes.slice(from, from + AT_ONCE));
  const appliedAtMs = await applied;
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8'));
  const firstAtMs = await page.evaluate<number>('benchMap.firstMessageAtMs');
  return { applyMs: appliedAtMs - firstAtMs, ...longestTask(trace.traceEvents) };
}
