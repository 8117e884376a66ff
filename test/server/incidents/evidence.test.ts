/** Pictures and voice notes of incidents over the whole server, with files that ffmpeg made and files it did not. */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Incident } from '../../../config/contract/incident.ts';
import { type Answer, addPerson, type Caller, heard, openTestApp, STRONG, type TestApp } from '../open-test-app.ts';
import { isOnSqlite } from '../test-database.ts';

const IN_GRID_1 = { longitude: 113.3165, latitude: 23.093 };
let folder: string;
let jpeg: Buffer;
let webm: Buffer;
let site: TestApp;
let operator: Caller;
let member: Caller;
let incident: Incident;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianqin-evidence-'));
  const made = (name: string, ...args: string[]) => {
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', ...args, join(folder, name)]);
    return readFileSync(join(folder, name));
  };
  jpeg = made('a.jpg', '-i', 'testsrc=size=640x480', '-frames:v', '1');
  webm = made('a.webm', '-i', 'sine=duration=2', '-c:a', 'libopus');
  made('video.webm', '-i', 'testsrc=duration=1', '-c:v', 'libvpx');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  site = await openTestApp();
  [operator, member] = (await Promise.all(['operator', 'gridmember'].map((who) => site.signIn(who)))) as [
    Caller,
    Caller,
  ];
  incident = (await member.ask('POST /api/incidents', { title: '占道经营', position: IN_GRID_1 })).body;
});
afterEach(() => site[Symbol.asyncDispose]());

async function send(
  who: Caller,
  body: Buffer | ReadableStream,
  { id = randomUUID() as string, query = 'kind=picture', incidentId = incident.id } = {},
): Promise<Answer> {
  const response = await fetch(`${site.app.url}/api/incidents/${incidentId}/evidence/${id}?${query}`, {
    method: 'POST',
    body: body instanceof Buffer ? new Uint8Array(body) : body,
    headers: { cookie: who.cookie },
    ...({ duplex: 'half' } as object),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const list = async (who: Caller) => (await who.ask(`GET /api/incidents/${incident.id}/evidence`)).body;
const files = () =>
  readdirSync(join(site.folder, 'evidence'), { recursive: true })
    .map(String)
    .filter((name) => name !== 'incoming');

test('a picture from the street is seen by the desk at once, and its bytes are those that were sent', async () => {
  const desk = await operator.connect();
  const told = heard(desk, 'committed');
  const query = `kind=picture&takenAtMs=1000&longitude=113.3165&latitude=23.093&note=${encodeURIComponent('东侧')}`;
  const { status, body } = await send(member, jpeg, { query });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    ...{ kind: 'picture', contentType: 'image/jpeg', byteCount: jpeg.length, width: 640, height: 480 },
    ...{ note: '东侧', takenAtMs: 1_000, position: IN_GRID_1, by: { name: '演示网格员' } },
  });
  expect(await told).toMatchObject({ kind: 'incidentEvidence', subject: body.id, body: { incidentId: incident.id } });
  expect(await list(operator)).toEqual([body]);
  const file = await fetch(`${site.app.url}/api/incidents/${incident.id}/evidence/${body.id}`, {
    headers: { cookie: operator.cookie },
  });
  expect(file.headers.get('content-type')).toBe('image/jpeg');
  expect(Buffer.from(await file.arrayBuffer()).equals(jpeg)).toBe(true);
});

test('a voice note is kept with how long it lasts', async () => {
  const { body } = await send(member, webm, { query: 'kind=voice' });
  expect(body).toMatchObject({ kind: 'voice', contentType: 'audio/webm', width: null });
  expect(body.durationMs).toBeGreaterThan(1_900);
});

test('what a phone sends twice, also at once, is one picture', async () => {
  const id = randomUUID();
  const answers = await Promise.all([send(member, jpeg, { id }), send(member, jpeg, { id })]);
  const again = await send(member, jpeg, { id });
  expect([...answers, again].map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await list(operator)).toHaveLength(1);
  expect(files()).toEqual([`${id}.jpg`]);
});

test('an id that somebody else used is refused', async () => {
  const { body } = await send(member, jpeg);
  const theirs = await send(operator, jpeg, { id: body.id });
  expect(theirs.body).toEqual({ code: 'INVALID_REQUEST', detail: { field: 'evidenceId', problem: 'taken' } });
});

test.each([
  ['a text that is called a picture', () => Buffer.from('not a picture at all'), 'kind=picture'],
  [
    'the head of a picture and then chance',
    () => Buffer.concat([jpeg.subarray(0, 20), randomBytes(5_000)]),
    'kind=picture',
  ],
  ['a picture that is cut short', () => jpeg.subarray(0, 400), 'kind=picture'],
  ['a picture that is called a voice note', () => jpeg, 'kind=voice'],
  ['a film that is called a voice note', () => readFileSync(join(folder, 'video.webm')), 'kind=voice'],
  ['nothing', () => Buffer.alloc(0), 'kind=picture'],
])('%s is refused, and nothing of it is kept', async (_, bytes, query) => {
  const { status, body } = await send(member, bytes(), { query });
  expect([status, body.code]).toEqual([422, 'EVIDENCE_NOT_READABLE']);
  expect([await list(operator), files()]).toEqual([[], []]);
});

test('what is too large is refused in words, whether it says so beforehand or not', async () => {
  const declared = await send(member, Buffer.alloc(50_000_000));
  const chunk = new Uint8Array(1_000_000);
  let sent = 0;
  const silent = new ReadableStream({
    pull: (controller) => {
      sent += 1;
      if (sent > 12) controller.close();
      else controller.enqueue(chunk);
    },
  });
  for (const { status, body } of [declared, await send(member, silent)]) {
    expect([status, body]).toEqual([413, { code: 'EVIDENCE_TOO_LARGE', detail: { limitMb: 10 } }]);
  }
  expect([await list(operator), files()]).toEqual([[], []]);
});

test('who does not see the incident neither adds to it nor sees what there is', async () => {
  const { body } = await send(member, jpeg);
  const stranger = await addPerson(await site.as('admin'), { account: 'elsewhere', role: 'gridMember' });
  const other = await site.signIn(stranger.account, STRONG);
  expect((await send(other, jpeg)).body.code).toBe('INCIDENT_NOT_FOUND');
  for (const path of ['', `/${body.id}`]) {
    expect((await other.ask(`GET /api/incidents/${incident.id}/evidence${path}`)).status).toBe(404);
  }
  const second = (await operator.ask('POST /api/incidents', { title: '另一起' })).body;
  expect((await operator.ask(`GET /api/incidents/${second.id}/evidence/${body.id}`)).body.code).toBe(
    'EVIDENCE_NOT_FOUND',
  );
});

// The copy of the folder brings its database along on SQLite alone.
test.runIf(isOnSqlite)('a start removes files that a crash left without a row, and no other', async () => {
  const { body } = await send(member, jpeg);
  const kept = site.folder;
  writeFileSync(join(kept, 'evidence', `${randomUUID()}.jpg`), jpeg);
  writeFileSync(join(kept, 'evidence', 'incoming', 'half'), jpeg);
  const copy = mkdtempSync(join(tmpdir(), 'lianqin-test-'));
  execFileSync('cp', ['-r', `${kept}/.`, copy]);
  await using again = await openTestApp({ folder: copy });
  const left = readdirSync(join(again.folder, 'evidence'), { recursive: true }).map(String);
  expect(left.toSorted()).toEqual([`${body.id}.jpg`, 'incoming'].toSorted());
});
