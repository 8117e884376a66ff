/** The edges of the indicators: what happens on a limit, just past it, and on the two ends of the period. */
import { expect, test } from 'vitest';
import type { Indicator } from '../../../config/contract/evaluation.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import { factsOf } from '../../../server/evaluation/facts.rules.ts';
import type { IncidentActRow } from '../../../server/storage/schema.ts';
import { incident } from '../../client/site-things.ts';

const DAY_MS = 86_400_000;
const WINDOW = { fromMs: 10 * DAY_MS, toMs: 11 * DAY_MS };
const NOON = 10.5 * DAY_MS;

type Told = { known?: Partial<Incident>; acts?: Partial<IncidentActRow>[]; nowMs?: number };

/** `2/3`: above the line and below it; `none` where it is no case of that figure. */
function figure(indicator: Indicator, { known = {}, acts = [], nowMs = 20 * DAY_MS }: Told): string {
  const rows = acts.map((act, seq) => ({ ...ACT, seq, ...act }));
  const facts = factsOf([{ incident: incident('one', known), acts: rows }], WINDOW, nowMs);
  const found = facts.filter((fact) => fact.indicator === indicator);
  const sum = (of: 'numerator' | 'denominator') => found.reduce((total, fact) => total + fact[of], 0);
  return found.length === 0 ? 'none' : `${sum('numerator')}/${sum('denominator')}`;
}

const ACT: IncidentActRow = {
  ...{ incidentId: 'one', seq: 0, atMs: NOON, act: 'file', state: 'filed', personId: 'p1', leadUnitId: 'u1' },
  ...{ taskDueAtMs: null, taskPersonId: null },
};

function filedAt(filedAtMs: number): Told {
  const stages = [{ stage: 'accept' as const, startedAtMs: 0, dueAtMs: NOON, endedAtMs: filedAtMs, unitId: null }];
  return { known: { filedAtMs, stages, state: 'filed' }, acts: [{ atMs: filedAtMs }] };
}

test.each([
  ['on the limit', NOON, '1/1'],
  ['a millisecond past it', NOON + 1, '0/1'],
  ['a minute past it', NOON + 60_000, '0/1'],
  ['as the period begins', WINDOW.fromMs, '1/1'],
  ['before it', WINDOW.fromMs - 1, 'none'],
  ['as the next one begins', WINDOW.toMs, 'none'],
])('filed in time: %s', (_name, filedAtMs, expected) => {
  expect(figure('filedInTime', filedAt(filedAtMs))).toBe(expected);
});

test.each([
  ['within the period', NOON + 1, '1/1'],
  ['as it begins', WINDOW.fromMs, '1/1'],
  ['before it', WINDOW.fromMs - 1, '0/1'],
  ['as the next one begins', WINDOW.toMs, '0/1'],
])('reworked, of what was finished in the period: %s', (_name, reworkedAtMs, expected) => {
  const acts = [
    { act: 'finish', state: 'handled' as const, atMs: NOON },
    { act: 'rework', state: 'handling' as const, atMs: reworkedAtMs },
  ];
  expect(figure('reworked', { known: { state: 'handling' }, acts })).toBe(expected);
});

test.each([
  ['on the limit', NOON, '1/1'],
  ['a millisecond past it', NOON + 1, '0/1'],
  ['not at all', null, '0/1'],
])('handled in time: %s', (_name, endedAtMs, expected) => {
  const stages = [{ stage: 'handle' as const, startedAtMs: 0, dueAtMs: NOON, endedAtMs, unitId: 'u1' }];
  const acts = endedAtMs === null ? [] : [{ act: 'finish', state: 'handled' as const, atMs: endedAtMs }];
  expect(figure('handledInTime', { known: { stages, state: 'handling' }, acts })).toBe(expected);
});

test('who was done with it before it was dispatched anew is who handled it', () => {
  const part = (state: 'withdrawn' | 'accepted', personId: string, doneAtMs: number | null) => ({
    ...{
      unitId: 'u1',
      unitName: '',
      role: 'lead' as const,
      state,
      dispatchedAtMs: 0,
      acceptedAtMs: 0,
      arrivedAtMs: null,
    },
    ...{ doneAtMs, handler: { personId, name: '' }, reason: '', clock: null },
  });
  const stages = [{ stage: 'handle' as const, startedAtMs: 0, dueAtMs: NOON, endedAtMs: NOON, unitId: 'u1' }];
  const known = { stages, assignments: [part('withdrawn', 'first', NOON), part('accepted', 'second', null)] };
  const acts = [{ ...ACT, act: 'finish', state: 'handled' as const }];
  const facts = factsOf([{ incident: incident('one', { ...known, state: 'handling' }), acts }], WINDOW, NOON);
  expect(facts.filter(({ indicator }) => indicator === 'handled')).toMatchObject([{ personId: 'first' }]);
});

test.each([
  ['answered on the limit', NOON, '1/1'],
  ['answered a millisecond past it', NOON + 1, '0/1'],
  ['not answered, and due', null, '0/1'],
])('verified in time: %s', (_name, answeredAtMs, expected) => {
  const asked = {
    act: 'verify',
    state: 'verifying' as const,
    atMs: WINDOW.fromMs,
    taskDueAtMs: NOON,
    taskPersonId: 'p2',
  };
  const answer = { act: 'verified', state: 'reported' as const, atMs: answeredAtMs ?? 0 };
  const acts = answeredAtMs === null ? [asked] : [asked, answer];
  expect(figure('verifiedInTime', { acts })).toBe(expected);
});

test('a drill is in no figure', () => {
  const { known = {}, acts = [] } = filedAt(NOON);
  expect(figure('filedInTime', { known: { ...known, drill: true }, acts })).toBe('none');
});
