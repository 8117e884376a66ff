import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ask } from '../../../client/src/api/api.ts';

const EARLY = readFileSync(new URL('../../../client/public/early.js', import.meta.url), 'utf8');
const asked: string[] = [];
let refused = false;

beforeEach(() => {
  asked.length = 0;
  refused = false;
  const answer = async (address: string) => {
    asked.push(address);
    return new Response(`answer ${asked.length}`, { status: refused ? 401 : 200 });
  };
  vi.stubGlobal('fetch', answer);
  vi.stubGlobal('window', {});
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('what the page asked for is given out once, and asked for anew after that', async () => {
  load('/map');
  expect(asked).toEqual(['/api/session', '/api/snapshot']);
  expect(await (await ask('/api/session', {})).text()).toBe('answer 1');
  expect(await (await ask('/api/session', {})).text()).toBe('answer 3');
});

test('two who ask at once do not share one body', async () => {
  load('/map');
  const both = await Promise.all([ask('/api/snapshot', {}), ask('/api/snapshot', {})]);
  expect(await Promise.all(both.map((each) => each.text()))).toEqual(['answer 2', 'answer 3']);
});

test('a refusal is not kept for whoever signs in after it', async () => {
  refused = true;
  load('/map');
  refused = false;
  expect((await ask('/api/snapshot', {})).status).toBe(200);
});

test('what changes something is never answered from before', async () => {
  load('/map');
  await ask('/api/session', { method: 'POST' });
  expect(asked).toHaveLength(3);
});

test('whoever gives up waiting is not held by what was asked early', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  load('/field');
  const failure = await ask('/api/session', { signal: AbortSignal.timeout(10) }).catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ code: 'SERVER_AWAY' });
});

test('where the console was quicker nothing is asked early, to be handed out when it is old', async () => {
  await ask('/api/session', {});
  load('/map');
  expect(asked).toEqual(['/api/session']);
  expect(await (await ask('/api/session', {})).text()).toBe('answer 2');
});

test('who signs in asks for nothing early', () => {
  load('/sign-in');
  expect(asked).toEqual([]);
});

function load(pathname: string): void {
  const document = { querySelector: () => null };
  runInThisContext(`(location, document, window) => {${EARLY}}`)({ pathname }, document, window);
}
