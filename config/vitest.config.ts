/**
 * How the proof runs: first everything that needs no browser, three files at a time (they wait more than they work),
 * and what keeps things once more on PostgreSQL; then what has a browser, a file at a time,
 * because a page that gets no processor proves nothing.
 */
import { defineConfig } from 'vitest/config';

const BROWSER_TESTS = ['test/e2e/**/*.test.ts', 'test/streams/{node,unfit-for-webrtc,sfu/further-worker}.test.ts'];
/** What keeps things. Left out is what only reads sheets or keeps files, which no database has a part in. */
const KEEPING = [
  'test/server/{accounts,alert-shelves,alerts,audit,camera-import,camera-rights,cameras,exports}.test.ts',
  'test/server/{faults,first-start,grants,journal}.test.ts',
  'test/server/{matters,migrations,playback,ptz,realtime,recordings,saved,screens,talk,work-calendar}.test.ts',
  'test/server/{citizens,demo,duty,evaluation,mediation,moments,notices,places,plans,roster}/**/*.test.ts',
  'test/server/grids/{code-import,grids}.test.ts',
  'test/server/incidents/{act-once,calendar-moves,evidence,form-and-sight,life,points,search}.test.ts',
];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    pool: 'forks',
    // What is awaited comes late on a machine that is busy; what must not come is never polled for.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: BROWSER_TESTS,
          globalSetup: 'test/fixtures/sqlite.setup.ts',
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgresql',
          include: KEEPING,
          exclude: ['test/server/**/*rules.test.ts', 'test/server/**/act-table.test.ts'],
          globalSetup: 'test/fixtures/postgresql.setup.ts',
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
