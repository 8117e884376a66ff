/** What the phone sends next, what waits behind what, and what an incident will be like once it has arrived. */
import { expect, test } from 'vitest';
import {
  delayAfter,
  isHeld,
  nextToSend,
  type OutboxItem,
  verdictOf,
  type Written,
  waitingActs,
  withDependents,
  withWaiting,
} from '../../../client/src/field/outbox.rules.ts';
import type { Assignment } from '../../../config/contract/incident.ts';
import type { IncidentAct } from '../../../config/contract/incident-act.ts';
import { incident } from '../site-things.ts';

const report = (incidentId: string): Written => ({ kind: 'report', incidentId, body: { title: incidentId } });
const act = (incidentId: string, done: IncidentAct): Written => ({ kind: 'act', incidentId, actId: '1', act: done });
const picture = (incidentId: string): Written => ({
  ...{ kind: 'evidence', incidentId },
  attachment: { evidenceId: '1', kind: 'picture', bytes: new Blob(), takenAtMs: 0, position: null },
});
const ACCEPT = { act: 'accept', note: '' } as const;
const FINISH = { act: 'finish', note: '已修复', position: null } as const;
const REFUSED = { code: 'INCIDENT_OUTSIDE_STREET', detail: {} } as const;
/** In this order; those whose number is named were refused. */
const box = (written: readonly Written[], ...refused: number[]): OutboxItem[] =>
  written.map((what, order) => ({
    ...{ order, personId: 'p', writtenAtMs: 0, title: '', what },
    failure: refused.includes(order) ? REFUSED : null,
  }));

test.each<[string, OutboxItem[], number | undefined]>([
  ['the first that was written', box([report('a'), picture('a')]), 0],
  ['nothing when nothing waits', box([]), undefined],
  ['not what was refused, and not what belongs to it', box([report('a'), picture('a'), report('b')], 0), 2],
  ['not an act after one that was refused', box([act('a', ACCEPT), act('a', FINISH), act('b', ACCEPT)], 0), 2],
  ['a picture of an incident whose act was refused', box([act('a', ACCEPT), picture('a')], 0), 1],
  ['an act whose picture was refused', box([picture('a'), act('a', ACCEPT)], 0), 1],
  ['what was written before the refused one', box([picture('a'), report('a')], 1), 0],
])('next is %s', (_, items, order) => {
  expect(nextToSend(items)?.order).toBe(order);
});

test('what is held says so, and a change of duty is held by nothing', () => {
  const items = box([report('a'), picture('a'), { kind: 'duty', state: 'offDuty' }], 0);
  expect(items.map((item) => isHeld(item, items))).toEqual([false, true, false]);
});

test('with a report go its pictures and acts; with anything else nothing', () => {
  const items = box([report('a'), picture('a'), report('b'), act('a', ACCEPT)]);
  const gone = (order: number) => items.slice(order, order + 1).flatMap((item) => withDependents(item, items));
  expect(gone(0).map(({ order }) => order)).toEqual([0, 1, 3]);
  expect(gone(1).map(({ order }) => order)).toEqual([1]);
});

test.each([
  ['SERVER_AWAY', 'later'],
  ['DISK_FULL', 'later'],
  ['DATABASE_AWAY', 'later'],
  ['ACCOUNT_LOCKED', 'later'],
  ['SESSION_ENDED', 'signedOut'],
  ['INCIDENT_OUTSIDE_STREET', 'refused'],
  ['EVIDENCE_NOT_READABLE', 'refused'],
  ['INTERNAL', 'refused'],
] as const)('%s is %s', (code, verdict) => {
  expect(verdictOf({ code, detail: {} })).toBe(verdict);
});

test('the pauses grow, and not for ever', () => {
  expect([1, 2, 3, 6, 7, 50].map(delayAfter)).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
});

const part = (unitId: string): Assignment => ({
  ...{ unitId, unitName: unitId, role: 'lead', state: 'offered', dispatchedAtMs: 0, acceptedAtMs: null },
  ...{ arrivedAtMs: null, doneAtMs: null, handler: null, reason: '', clock: null },
});

test('without signal one goes on from what one did', () => {
  const known = incident('a', { state: 'dispatched', assignments: [part('own'), part('other')] });
  const soon = withWaiting(known, box([act('a', ACCEPT), act('b', FINISH)]), 'own');
  expect(soon).toMatchObject({ state: 'handling', assignments: [{ state: 'accepted' }, { state: 'offered' }] });
  expect(waitingActs('a', box([act('a', ACCEPT), act('b', FINISH)]))).toEqual(['accept']);
  const later = withWaiting(known, box([act('a', ACCEPT), act('a', FINISH)]), 'own');
  expect(later).toMatchObject({ state: 'handled', assignments: [{ state: 'done' }, { state: 'offered' }] });
});

test('what was refused changes nothing', () => {
  const known = incident('a', { state: 'dispatched', assignments: [part('own')] });
  expect(withWaiting(known, box([act('a', ACCEPT)], 0), 'own')).toEqual(known);
});
