/** How an entry of the record is read out. */
import { expect, test } from 'vitest';
import { addressOf, fieldsOf, saidBy, viewingOf } from '../../../client/src/journal/journal-entry.rules.ts';
import { alert, camera, incident } from '../site-things.ts';

const SYSTEM = { personId: null, name: '' };
const PERSON = { personId: 'p1', name: '李敏' };
const field = (body: unknown, name: string) => fieldsOf(body).find((each) => each.name === name)?.value;

test.each([
  [{}, { say: 'alertNew' }],
  [{ repeatCount: 4 }, { say: 'alertRepeated', count: 4 }],
  [{ state: 'acknowledged', repeatCount: 4 }, { say: 'alertAcknowledged' }],
  [{ state: 'handling' }, { say: 'alertHandling' }],
  [
    { state: 'closed', result: 'false' },
    { say: 'alertClosed', result: 'false' },
  ],
] as const)('an alert with %j is said as %j', (known, said) => {
  expect(saidBy({ kind: 'alert', actor: PERSON, body: alert('a', 'c', known) })).toEqual(said);
});

test.each(['acknowledged', 'handling'] as const)(
  'movement seen again while an alert is %s is nobody’s decision',
  (state) => {
    const body = alert('a', 'c', { state, repeatCount: 7 });
    expect(saidBy({ kind: 'alert', actor: SYSTEM, body })).toEqual({ say: 'alertRepeated', count: 7 });
  },
);

test('an alert that was shelved, and is back, is said to be; what was done to it since is said instead', () => {
  const shelving = { by: PERSON, reason: '施工', atMs: 5, untilMs: 90, shelfId: null, endedAtMs: null };
  const said = (known: Parameters<typeof alert>[2], atMs: number) =>
    saidBy({ kind: 'alert', actor: PERSON, body: alert('a', 'c', known), atMs });
  expect(said({ shelving }, 5)).toEqual({ say: 'alertShelved', untilMs: 90, reason: '施工' });
  expect(said({ shelving, repeatCount: 2 }, 7)).toEqual({ say: 'alertRepeated', count: 2 });
  expect(said({ shelving: { ...shelving, endedAtMs: 8 } }, 8)).toEqual({ say: 'alertUnshelved' });
  const closed = { shelving: { ...shelving, endedAtMs: 8 }, state: 'closed', result: 'false' } as const;
  expect(said(closed, 8)).toEqual({ say: 'alertClosed', result: 'false' });
});

test.each([
  ['shelfBegun', null],
  ['shelfEnded', 9],
])('a source is said by %s', (say, endedAtMs) => {
  const body = { cameraId: 'c', kind: 'motion', reason: '施工', endedAtMs };
  expect(saidBy({ kind: 'alertShelf', actor: PERSON, body })).toEqual({
    ...{ say, cameraId: 'c', alertKind: 'motion', reason: '施工' },
  });
});

test('an incident is said by its number and title, closed or not', () => {
  const open = incident('7', { title: '占道经营' });
  const said = (body: unknown) => saidBy({ kind: 'incident', actor: PERSON, body });
  expect([said(open), said({ ...open, state: 'closed' })]).toEqual([
    { say: 'incidentReported', number: '20261123-7', title: '占道经营' },
    { say: 'incidentClosed', number: '20261123-7', title: '占道经营' },
  ]);
});

test('what was removed is said to be removed', () => {
  expect(saidBy({ kind: 'camera', actor: PERSON, body: null })).toEqual({ say: 'removed' });
});

test('a viewing that ended is said with how long it was', () => {
  const viewing = { cameraId: 'c', startedAtMs: 1_000, endedAtMs: 61_000 };
  expect(saidBy({ kind: 'viewing', actor: PERSON, body: viewing })).toEqual({
    say: 'viewingEnded',
    cameraId: 'c',
    durationMs: 60_000,
  });
});

test('a turning by a tour is said as the tour’s, begun and ended; one by hand as before', () => {
  const turning = { cameraId: 'c', startedAtMs: 1_000, endedAtMs: 61_000, actions: [{ did: 'preset', times: 3 }] };
  const said = (body: unknown) => saidBy({ kind: 'ptz', actor: PERSON, body });
  expect(said({ ...turning, tour: '夜巡' })).toMatchObject({ say: 'tourTurnEnded', tour: '夜巡', durationMs: 60_000 });
  expect(said({ ...turning, endedAtMs: null, tour: '夜巡' })).toMatchObject({ say: 'tourTurnStarted', tour: '夜巡' });
  for (const byHand of [turning, { ...turning, tour: null }]) expect(said(byHand)).toMatchObject({ say: 'ptzEnded' });
});

test('a talk is said to have begun, or how long it lasted and why it ended, and stands with where it came from', () => {
  const talk = {
    talkId: 't',
    cameraId: 'c',
    address: '10.0.0.8',
    startedAtMs: 1_000,
    endedAtMs: 8_000,
    ended: 'limit',
  };
  const said = (body: unknown) => saidBy({ kind: 'talk', actor: PERSON, body });
  expect(said(talk)).toEqual({ say: 'talkEnded', cameraId: 'c', durationMs: 7_000, why: 'limit' });
  expect(said({ ...talk, endedAtMs: null, ended: null })).toEqual({ say: 'talkStarted', cameraId: 'c' });
  expect(viewingOf({ kind: 'talk', body: talk })).toEqual({
    startedAtMs: 1_000,
    endedAtMs: 8_000,
    address: '10.0.0.8',
  });
});

test('a viewing that goes on is said to have begun', () => {
  const viewing = { cameraId: 'c', startedAtMs: 1_000, endedAtMs: null };
  expect(saidBy({ kind: 'viewing', actor: PERSON, body: viewing })).toEqual({ say: 'viewingStarted', cameraId: 'c' });
  const listening = { ...viewing, by: 'audio' };
  expect(saidBy({ kind: 'viewing', actor: PERSON, body: listening })).toMatchObject({ say: 'listeningStarted' });
});

test.each([
  ['playback', 'recordingPlayed'],
  ['playbackSound', 'recordingHeard'],
  ['recorderPlayback', 'recorderPlayed'],
  ['download', 'recordingTaken'],
])('of what was recorded, by %s, it is said which time it is of', (by, say) => {
  const range = { fromMs: 10, toMs: 20 };
  const begun = { cameraId: 'c', by, range, startedAtMs: 1_000, endedAtMs: null };
  expect(saidBy({ kind: 'viewing', actor: PERSON, body: begun })).toEqual({ say, cameraId: 'c', range });
  const ended = { ...begun, endedAtMs: 5_000 };
  expect(saidBy({ kind: 'viewing', actor: PERSON, body: ended })).toEqual({
    ...{ say: `${say}For`, cameraId: 'c', range },
    durationMs: 4_000,
  });
});

test.each([
  ['waiting', null, 'exportAsked'],
  ['working', null, 'exportBegun'],
  ['working', { name: '李主任' }, 'exportApproved'],
  ['refused', { name: '李主任' }, 'exportRefused'],
  ['cancelled', null, 'exportCancelled'],
  ['ready', null, 'exportReady'],
  ['failed', null, 'exportFailed'],
])('an export that is %s, decided on by %j, is said as %s', (state, decision, say) => {
  const body = { state, decision, cameraIds: ['c', 'd'], reason: '取证' };
  expect(saidBy({ kind: 'recordingExport', actor: PERSON, body })).toEqual({
    ...{ say, cameraIds: ['c', 'd'], reason: '取证' },
  });
});

test('a locked recording is said with its camera and reason, its end as a moment', () => {
  const lock = { cameraId: 'c', reason: '取证', untilMs: 7 };
  expect(saidBy({ kind: 'recordingLock', actor: PERSON, body: lock })).toEqual({
    say: 'recordingLock',
    cameraIds: ['c'],
    reason: '取证',
  });
  expect(saidBy({ kind: 'recordingLock', actor: PERSON, body: { ...lock, isLifted: true } })).toMatchObject({
    ...{ say: 'recordingUnlocked', cameraIds: ['c'] },
  });
  expect(field(lock, 'untilMs')).toEqual({ as: 'moment', atMs: 7 });
  expect(field({ cameraIds: ['c'] }, 'cameraIds')).toEqual({ as: 'cameras', ids: ['c'] });
});

test('a file of an export that was taken is said with its name and cameras, and from where', () => {
  const body = { exportId: 'e', file: 'manifest.json', cameraIds: ['c'], reason: '取证', address: '10.0.0.7' };
  expect(saidBy({ kind: 'exportDownload', actor: PERSON, body })).toEqual({
    ...{ say: 'exportDownload', cameraIds: ['c'], file: 'manifest.json' },
  });
  expect(addressOf({ body })).toBe('10.0.0.7');
});

test('a sign-in is said by how it went', () => {
  expect(saidBy({ kind: 'signIn', actor: PERSON, body: { outcome: 'refused', address: '::1' } })).toEqual({
    say: 'outcome',
    outcome: 'refused',
  });
});

test('what another version wrote is not guessed at', () => {
  expect([
    saidBy({ kind: 'signIn', actor: PERSON, body: { outcome: 'unheard' } }),
    saidBy({ kind: 'alert', actor: PERSON, body: 'text' }),
  ]).toEqual([{ say: 'other' }, { say: 'other' }]);
});

test('a moment is read as one, a count is not', () => {
  const body = alert('a', 'c', { raisedAtMs: 5, repeatCount: 3 });
  expect([field(body, 'raisedAtMs'), field(body, 'repeatCount')]).toEqual([
    { as: 'moment', atMs: 5 },
    { as: 'plain', text: '3' },
  ]);
});

test('a length of time is not a moment', () => {
  expect(field({ delayMs: 5 }, 'delayMs')).toEqual({ as: 'plain', text: '5' });
});

test('ids are told apart from words, so that names can be put in their place', () => {
  const body = camera('c', { groupId: 'g1', gridId: 'n1', name: '01 东门路口' });
  expect([field(body, 'groupId'), field(body, 'gridId'), field(body, 'name')]).toEqual([
    { as: 'group', id: 'g1' },
    { as: 'grid', id: 'n1' },
    { as: 'plain', text: '01 东门路口' },
  ]);
});

test('empty and missing values are none, and false is not', () => {
  const body = camera('c', { username: '', position: null, disabled: false });
  expect([field(body, 'username'), field(body, 'position'), field(body, 'disabled')]).toEqual([
    { as: 'none' },
    { as: 'none' },
    { as: 'flag', isSet: false },
  ]);
});

test('a person, a place and a border are read as what they are', () => {
  const body = {
    closer: { personId: 'p', name: '李敏' },
    position: { longitude: 1, latitude: 2 },
    rings: [[1, 2, 3, 1]],
  };
  expect(fieldsOf(body).map(({ value }) => value)).toEqual([
    { as: 'person', name: '李敏' },
    { as: 'position', longitude: 1, latitude: 2 },
    { as: 'corners', count: 3 },
  ]);
});

test('what is not understood is shown as it is', () => {
  expect(field({ odd: { a: 1 } }, 'odd')).toEqual({ as: 'plain', text: '{"a":1}' });
});

test('the rights to an entry are not part of its subject', () => {
  expect(field(alert('a', 'c'), 'scope')).toBeUndefined();
});

test('a part of a picture is read as one', () => {
  const region = { x: 0.75, y: 0.1, width: 0.2, height: 0.5 };
  expect(field(alert('a', 'c', { region }), 'region')).toEqual({ as: 'region', ...region });
});

const ENCODER = {
  encoding: 'H264',
  profile: 'High',
  govLength: 100,
  anchorFrameDistance: 3,
  framesPerSecond: 25,
  width: 1_920,
  height: 1_080,
  bitrateKbps: null,
};

test.each([
  { name: 'taken up whole', body: { notTaken: [], failure: null }, say: 'encoderSet' },
  { name: 'taken up in part', body: { notTaken: ['profile'], failure: null }, say: 'encoderPartlySet' },
  { name: 'refused', body: { notTaken: [], failure: { code: 'CAMERA_REFUSED', detail: {} } }, say: 'encoderNotSet' },
])('an encoder setting that was $name says so', ({ body, say }) => {
  const entry = { kind: 'cameraEncoder' as const, actor: PERSON, body: { cameraId: 'c', before: ENCODER, ...body } };
  expect(saidBy(entry)).toEqual({ say, cameraId: 'c' });
});

test('an encoder is one line, and nothing that was not taken up is none', () => {
  expect(fieldsOf({ before: ENCODER, notTaken: [] })).toEqual([
    { name: 'before', value: { as: 'plain', text: 'H264 High · 1920×1080 · 25 fps · GOV 100 · B 2' } },
    { name: 'notTaken', value: { as: 'none' } },
  ]);
});
