import { afterEach, expect, test } from 'vitest';
import { rangeOf, runFrom, stepMs } from '../../../client/src/moments/moment.rules.ts';
import { useSite } from '../../../client/src/realtime/site-store.ts';
import type { Snapshot } from '../../../config/contract/events.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';

const HOUR = 3_600_000;
const NOW = 1_000 * HOUR;

test('the slider reaches back from now, and further when the moment lies further back', () => {
  expect(rangeOf(NOW - HOUR, 6, NOW)).toEqual({ fromMs: NOW - 6 * HOUR, toMs: NOW });
  expect(rangeOf(NOW - 30 * HOUR, 24, NOW)).toEqual({ fromMs: NOW - 30 * HOUR, toMs: NOW });
});

test('the slider has a thousand steps, none shorter than a second', () => {
  expect(stepMs({ fromMs: NOW - 1_000 * HOUR, toMs: NOW })).toBe(HOUR);
  expect(stepMs({ fromMs: NOW - 60_000, toMs: NOW })).toBe(1_000);
});

test('it runs on at its speed, and ends at the present', () => {
  expect(runFrom(NOW - HOUR, { speed: 600, passedMs: 1_000, nowMs: NOW })).toBe(NOW - HOUR + 600_000);
  expect(runFrom(NOW - HOUR, { speed: 3_600, passedMs: 1_000, nowMs: NOW })).toBeNull();
});

const snapshot = (change: Partial<Snapshot>): Snapshot => ({
  ...{
    seq: 1,
    cameras: [],
    cameraGroups: [],
    grids: [],
    alerts: [],
    incidents: [],
    units: [],
    notices: [],
    health: [],
    healthStamp: 1,
  },
  ...change,
});
const incident = (id: string, state: string) => ({ id, state, closedAtMs: null }) as never;
const entry = (id: string, state: string) =>
  ({ kind: 'incident', subject: id, body: incident(id, state) }) as unknown as JournalEntry;
const shown = () => [...useSite.getState().incidents.values()].map(({ id, state }) => `${id} ${state}`);
const nothing = { alerts: new Map(), grids: new Map(), units: new Map() };

afterEach(() => useSite.getState().forget());

test('a past moment stands still while news come, and going back to now shows them', () => {
  const site = useSite.getState();
  site.replace(snapshot({ incidents: [incident('a', 'handling')] }));
  site.showMoment(5, { incidents: new Map([['a', incident('a', 'reported')]]), ...nothing }, []);
  expect(shown()).toEqual(['a reported']);
  site.put([entry('b', 'reported')]);
  site.replace(snapshot({ incidents: [incident('a', 'closed'), incident('b', 'reported')] }));
  expect(shown()).toEqual(['a reported']);
  site.runTo(6, [entry('a', 'filed')], []);
  expect([shown(), useSite.getState().momentMs]).toEqual([['a filed'], 6]);
  site.showNow();
  expect([shown(), useSite.getState().momentMs]).toEqual([['a closed', 'b reported'], null]);
});
