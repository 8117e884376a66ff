/**
 * How the proof runs: first everything that needs no browser, three files at a time (they wait more than they work);
 * then what has one, a file at a time, because a page that gets no processor proves nothing.
 */
import { defineConfig } from 'vitest/config';

const BROWSER_TESTS = ['test/e2e/**/*.test.ts', 'test/streams/node.test.ts', 'test/streams/unfit-for-webrtc.test.ts'];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: BROWSER_TESTS,
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: BROWSER_TESTS,
          maxWorkers: 1,
          testTimeout: 90_000,
          hookTimeout: 90_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
