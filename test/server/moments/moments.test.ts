/** The time machine's side of the server: each earlier state exactly, and to nobody who may not see it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import type { Moment } from '../../../config/contract/moment.ts';
import type { Unit } from '../../../config/contract/unit.ts';
import { type Caller, openTestApp, type TestApp } from '../open-test-app.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let site: TestApp;
let operator: Caller;

beforeEach(async () => {
  const accounts = { idleSignOutMs: 30 * DAY, sessionMaxMs: 30 * DAY };
  site = await openTestApp({ settings: { accounts } });
  operator = await site.as('operator');
});
afterEach(() => site[Symbol.asyncDispose]());

const momentAt = async (atMs: number, who = operator): Promise<Moment> =>
  (await who.ask(`GET /api/moments?atMs=${atMs}`)).body;
const report = async (who = operator, what: object = {}): Promise<Incident> =>
  (await who.ask('POST /api/incidents', { title: '路面积水', ...what })).body;
const act = async (who: Caller, { id }: Incident, what: object): Promise<Incident> =>
  (await who.ask(`POST /api/incidents/${id}/acts`, what)).body;
const unitId = async (name: string): Promise<string> =>
  (await operator.ask('GET /api/units')).body.find((unit: Unit) => unit.name === name).id;

/** An incident through its life, a minute between acts: how it stood after each. */
async function lived(): Promise<{ atMs: number; incident: Incident }[]> {
  const patrol = await site.signIn('patrol');
  const lead = await unitId('城管执法队');
  const states: { atMs: number; incident: Incident }[] = [];
  const keep = (incident: Incident) => {
    states.push({ atMs: site.clock(), incident });
    site.clock.advance(MINUTE);
    return incident;
  };
  const incident = keep(await report());
  keep(await act(operator, incident, { act: 'file' }));
  keep(await act(operator, incident, { act: 'dispatch', leadUnitIds: [lead] }));
  keep(await act(patrol, incident, { act: 'accept' }));
  keep(await act(patrol, incident, { act: 'finish', note: '已疏通' }));
  keep(await act(operator, incident, { act: 'close', note: '已办结' }));
  return states;
}

test('every earlier state of an incident is there exactly, and before the report there is none', async () => {
  const beforeMs = site.clock() - 1;
  site.clock.advance(MINUTE);
  const states = await lived();
  expect((await momentAt(beforeMs)).incidents).toEqual([]);
  for (const { atMs, incident } of states) {
    for (const within of [atMs, atMs + MINUTE - 1]) {
      expect((await momentAt(within)).incidents, incident.state).toEqual([incident]);
    }
  }
});

test('run on from a moment, each change comes in order and leads to the same state', async () => {
  const states = await lived();
  const from = await momentAt(states[0]?.atMs ?? 0);
  const { body } = await operator.ask(`GET /api/moments/entries?afterSeq=${from.seq}&untilMs=${site.clock()}`);
  const seen = body.entries.filter(({ kind }: JournalEntry) => kind === 'incident');
  expect(seen.map(({ body }: JournalEntry) => body)).toEqual(states.slice(1).map(({ incident }) => incident));
  expect(body).toMatchObject({ complete: true, seq: site.app.journal.newestSeq });
});

test('a closed one stays for a day, and one that was taken up again is there', async () => {
  const states = await lived();
  const closed = states.at(-1) as { atMs: number; incident: Incident };
  expect((await momentAt(closed.atMs + DAY)).incidents).toHaveLength(1);
  expect((await momentAt(closed.atMs + DAY + 1)).incidents).toEqual([]);
  site.clock.advance(3 * DAY);
  await act(await site.signIn('supervisor'), closed.incident, { act: 'reopen', note: '复发' });
  expect((await momentAt(site.clock())).incidents).toMatchObject([{ id: closed.incident.id }]);
  expect((await momentAt(closed.atMs + 2 * DAY)).incidents).toEqual([]);
});

test('of alerts, grids and units it shows what they were', async () => {
  const beforeMs = site.clock();
  site.clock.advance(MINUTE);
  const admin = await site.as('admin');
  const id = await unitId('派出所');
  await admin.ask(`PATCH /api/units/${id}`, { name: '派出所（新）' });
  const nameAt = async (atMs: number) => (await momentAt(atMs)).units.find((unit) => unit.id === id)?.name;
  expect([await nameAt(beforeMs), await nameAt(site.clock())]).toEqual(['派出所', '派出所（新）']);
  expect((await momentAt(beforeMs)).grids.length).toBeGreaterThan(0);
});

test('who does not see an incident does not see its past, and what became confidential is gone from there', async () => {
  const states = await lived();
  const atMs = states[3]?.atMs ?? 0;
  expect((await momentAt(atMs, await site.signIn('police'))).incidents).toEqual([]);
  expect((await momentAt(atMs, await site.signIn('patrol'))).incidents).toHaveLength(1);

  const supervisor = await site.signIn('supervisor');
  const other = await report(supervisor);
  const openMs = site.clock();
  expect((await momentAt(openMs)).incidents.map(({ id }) => id)).toContain(other.id);
  site.clock.advance(MINUTE);
  await act(supervisor, other, { act: 'confide', confidential: true, note: '涉及隐私' });
  expect((await momentAt(openMs)).incidents.map(({ id }) => id)).not.toContain(other.id);
  const { body } = await operator.ask(`GET /api/moments/entries?afterSeq=0&untilMs=${site.clock()}`);
  expect(body.entries.map(({ subject }: JournalEntry) => subject)).not.toContain(other.id);
});

test('it tells who was on duty then, in what state and where last, whatever they do now', async () => {
  const police = await site.signIn('police');
  const beforeMs = site.clock() - 1;
  const set = (state: string) => police.ask('POST /api/duty', { state });
  const later = () => site.clock.advance(MINUTE);
  const point = { longitude: 113.3165, latitude: 23.093, accuracyM: 8 };
  const share = (atMs: number, longitude = point.longitude) =>
    police.ask('POST /api/duty/positions', { points: [{ ...point, longitude, atMs }] });
  const onMs = site.clock();
  await set('available');
  await share(onMs);
  later();
  const busyMs = site.clock();
  await set('busy');
  await share(busyMs, 113.317);
  later();
  const offMs = site.clock();
  await set('offDuty');
  later();
  await set('available');

  expect((await momentAt(beforeMs)).duty).toEqual([]);
  const [first] = (await momentAt(onMs)).duty;
  expect(first).toMatchObject({
    name: '演示民警',
    unitName: '派出所',
    state: 'available',
    onSinceMs: onMs,
    phone: null,
  });
  expect(first?.position).toEqual({ ...point, atMs: onMs });
  const [busy] = (await momentAt(offMs - 1)).duty;
  expect(busy).toMatchObject({ state: 'busy', sinceMs: busyMs, onSinceMs: onMs, position: { longitude: 113.317 } });
  expect((await momentAt(offMs)).duty).toEqual([]);
  // What they shared before they went home is not where they are now.
  expect((await momentAt(site.clock())).duty).toMatchObject([{ position: null, onSinceMs: site.clock() }]);

  const { seq } = await momentAt(beforeMs);
  const runTo = async (untilMs: number) =>
    (await operator.ask(`GET /api/moments/entries?afterSeq=${seq}&untilMs=${untilMs}`)).body.duty;
  expect(await runTo(busyMs)).toMatchObject([{ state: 'busy', position: { atMs: busyMs } }]);
  expect(await runTo(offMs)).toEqual([]);

  // Whoever does not see them now did not see them then.
  const dutyFor = async (account: string) => (await momentAt(busyMs, await site.signIn(account))).duty.length;
  expect([await dutyFor('police'), await dutyFor('supervisor')]).toEqual([1, 1]);
  expect([await dutyFor('patrol'), await dutyFor('gridmember')]).toEqual([0, 0]);
});

test.each(['', 'atMs=yesterday', 'atMs=-1'])('a moment that is none (%s) is refused by its name', async (query) => {
  const { status, body } = await operator.ask(`GET /api/moments?${query}`);
  expect({ status, ...body }).toMatchObject({ status: 400, code: 'INVALID_REQUEST', detail: { field: 'atMs' } });
});
