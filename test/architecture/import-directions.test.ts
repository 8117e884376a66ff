/** Draws the arrows of the house and fails on any that point the wrong way. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const SHARED = ['config/contract/', 'config/kernel/', 'config/settings/'];
/** What the set-up knows of the machine: where the worker and the clips are. */
const SET_UP = ['config/setup/folders.mjs', 'config/setup/worker-path.mjs', 'config/setup/street-path.mjs'];
const MAY_IMPORT: Record<string, readonly string[]> = {
  'config/contract/': ['config/contract/'],
  'config/kernel/': ['config/kernel/', 'config/contract/'],
  'config/settings/': ['config/settings/', 'config/kernel/'],
  'streams/': [...SHARED, 'streams/'],
  'server/': [...SHARED, ...SET_UP, 'server/', 'streams/door.ts', 'package.json'],
  'client/': ['config/contract/', 'client/'],
};
const RELATIVE_IMPORT = /(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g;

test.each(Object.keys(MAY_IMPORT))('%s imports only what it may', (area) => {
  const wrong = sourcesOf(area).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(RELATIVE_IMPORT)]
      .map(([, path = '']) => normalize(join(dirname(file), path)))
      .filter((target) => !MAY_IMPORT[area]?.some((allowed) => target.startsWith(allowed)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('the contract imports no package but zod', () => {
  expect(importersOf('(?!\\.)(?!zod)[^\'"]+').filter((file) => file.startsWith('config/contract/'))).toEqual([]);
});

const KEPT_TO: [library: string, may: RegExp][] = [
  ['mediasoup', /^streams\/sfu\//],
  ['node-media-server(?:/[\\w./-]+)?', /^streams\/rtmp\/rtmp-line\.ts$/],
  ['onvif', /^streams\/onvif\/soap-line\.ts$/],
  ['kysely(?:/\\w+)?', /^server\/(storage\/|journal\/|.*\.store\.ts$)/],
  ['node:sqlite', /^server\/storage\//],
  ['pmtiles', /^server\/maps\//],
  ['express', /^server\/(http\/|.*\.routes\.ts$|app\.ts$)/],
  ['socket\\.io', /^server\/realtime\//],
  ['socket\\.io-client', /^(streams\/door\.ts$|client\/)/],
];
test.each(KEPT_TO)('only its own place imports %s', (library, may) => {
  expect(importersOf(library).filter((file) => !may.test(file))).toEqual([]);
});

/** Files of the product that import a library, for its types or for itself. */
function importersOf(library: string): string[] {
  const pattern = new RegExp(`(?:from|import)\\s*\\(?\\s*['"]${library}['"]`);
  return ['config/', 'server/', 'streams/', 'client/']
    .flatMap(sourcesOf)
    .filter((file) => pattern.test(readFileSync(file, 'utf8')));
}

function sourcesOf(area: string): string[] {
  return globSync(`${area}**/*.{ts,tsx}`, { exclude: ['**/node_modules/**', '**/dist/**'] });
}
