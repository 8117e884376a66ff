import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askJson } from '../../../client/src/api/api.ts';

const EARLY = readFileSync(new URL('../../../client/early.js', import.meta.url), 'utf8');
const asked: string[] = [];
let refused = false;

beforeEach(() => {
  asked.length = 0;
  refused = false;
  const answer = async (address: string) => {
    asked.push(address);
    return new Response(JSON.stringify(`answer ${asked.length}`), { status: refused ? 401 : 200 });
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
  expect(await askJson('/api/session', {})).toBe('answer 1');
  expect(await askJson('/api/session', {})).toBe('answer 3');
});

test('two who ask at once do not share one answer', async () => {
  load('/map');
  const both = await Promise.all([askJson('/api/snapshot', {}), askJson('/api/snapshot', {})]);
  expect(both).toEqual(['answer 2', 'answer 3']);
});

test('a refusal is not kept for whoever signs in after it', async () => {
  refused = true;
  load('/map');
  refused = false;
  expect(await askJson('/api/snapshot', {})).toBe('answer 3');
});

test('what changes something is never answered from before', async () => {
  load('/map');
  await askJson('/api/session', { method: 'POST' });
  expect(asked).toHaveLength(3);
});

test('whoever gives up waiting is not held by what was asked early', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  load('/field');
  const asking = askJson('/api/session', { signal: AbortSignal.timeout(10) });
  const failure = await asking.catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ code: 'SERVER_AWAY' });
});

test('where the console was quicker nothing is asked early, to be handed out when it is old', async () => {
  await askJson('/api/session', {});
  load('/map');
  expect(asked).toEqual(['/api/session']);
  expect(await askJson('/api/session', {})).toBe('answer 2');
});

test('who signs in asks for nothing early', () => {
  load('/sign-in');
  expect(asked).toEqual([]);
});

function load(pathname: string): void {
  const document = { querySelector: () => null };
  runInThisContext(`(location, document, window) => {${EARLY}}`)({ pathname }, document, window);
}
