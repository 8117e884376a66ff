/** What may help with an incident, beside its log: the nearest camera plays by itself, and units are offered by who is free and how far. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { type Client, type Product, startProduct } from '../fixtures/product.ts';
import type { RtspCameras } from '../fixtures/rtsp-cameras.ts';
import { addCameras, addPeople, OPERATOR, openConsole, openStreet, tilesAre } from './site.ts';

const POLICE = { account: 'police1', password: OPERATOR.password };
/** Of the second camera, and of the station nobody is at. */
const SPOT = { longitude: 113.3205, latitude: 23.095 };

let cameras: RtspCameras;
let product: Product;
let administrator: Client;
let browser: Browser;
let desk: Page;
let cameraIds: string[];

beforeAll(async () => {
  cameras = await openStreet(['far', 'near']);
  product = await startProduct();
  administrator = await product.signIn('admin');
  await addPeople(administrator);
  cameraIds = await addCameras(administrator, cameras, ['far', 'near']);
  const place = { phone: '', address: '', headId: null, community: '', callSign: '', vehicles: [] };
  await administrator.ask('POST /api/units', { body: { ...place, name: '司法所', kind: 'member', position: SPOT } });
  await administrator.ask('POST /api/units', {
    body: { ...place, name: '派出所', kind: 'member', position: { ...SPOT, longitude: SPOT.longitude + 0.01 } },
  });
  await administrator.ask('POST /api/people', {
    body: { ...POLICE, name: '王警官', role: 'unitOfficer', unit: '派出所' },
  });
  const officer = await product.signIn(POLICE.account, POLICE.password);
  await officer.ask('POST /api/duty', { body: { state: 'available' } });
  browser = await openBrowser();
  desk = await (await openConsole(browser, product, OPERATOR)).newPage();
  const operator = await product.signIn(OPERATOR.account, OPERATOR.password);
  const { id } = await operator.ask('POST /api/incidents', { body: { title: '路口积水', position: SPOT } });
  await operator.ask('POST /api/incidents/:incidentId/acts', { params: { incidentId: id }, body: { act: 'file' } });
  await desk.goto(`${product.url}/incidents?incident=${id}`);
});

afterAll(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
  await cameras?.[Symbol.asyncDispose]();
});

test('beside the log of an incident the nearest camera plays by itself, it alone, and another when it is asked for', async () => {
  const [farId, nearId] = cameraIds;
  await desk.getByRole('region', { name: '处置过程' }).waitFor();
  const near = desk.getByRole('region', { name: '附近摄像机' });
  await near.locator(`video[data-camera-id="${nearId}"][data-state="live"]`).waitFor({ timeout: 45_000 });
  expect(await desk.locator('video[data-camera-id]').count()).toBe(1);
  await near.getByRole('button', { name: /far/, pressed: false }).click();
  await near.locator(`video[data-camera-id="${farId}"][data-state="live"]`).waitFor({ timeout: 45_000 });
  await tilesAre(desk, 'live', 1);
});

test('a unit with somebody free is offered before a nearer one with nobody, and each says how far it is', async () => {
  const acts = desk.getByRole('region', { name: '操作' });
  await acts.getByRole('button', { name: '派遣', exact: true }).click();
  await acts.getByLabel('主办单位').click();
  const offered = desk.getByRole('option');
  await offered.first().waitFor();
  expect(await offered.allInnerTexts()).toEqual([
    expect.stringMatching(/派出所[\s\S]*有人可派（在岗 1）[\s\S]*\d+ 米/),
    expect.stringMatching(/司法所[\s\S]*无人在岗[\s\S]*0 米/),
  ]);
});
