/** A folder of an older version, opened by this one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migrator } from 'kysely/migration';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Camera } from '../../config/contract/camera.ts';
import type { CameraGrant } from '../../config/contract/camera-grant.ts';
import type { Person } from '../../config/contract/person.ts';
import * as personStore from '../../server/accounts/person.store.ts';
import * as alertStore from '../../server/alerts/alert.store.ts';
import * as cameraStore from '../../server/cameras/camera.store.ts';
import * as gridStore from '../../server/grids/grid.store.ts';
import * as incidentStore from '../../server/incidents/incident.store.ts';
import * as batchStore from '../../server/incidents/incident-batch.store.ts';
import * as journalStore from '../../server/journal/journal.store.ts';
import * as cameraGrantStore from '../../server/rights/camera-grant.store.ts';
import { type DatabasePlace, openDatabase } from '../../server/storage/database.ts';
import { MIGRATIONS } from '../../server/storage/migrations.ts';
import type { Db } from '../../server/storage/schema.ts';
import { inDatabase, placeIn } from './test-database.ts';

let folder: string;
let place: DatabasePlace;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianqin-test-'));
  place = await placeIn(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ALERT = {
  id: 'a1',
  kind: 'motion',
  level: 'warning',
  state: 'acknowledged',
  cameraId: 'gate',
  cameraGroupId: 'street',
  raisedAtMs: 1,
  lastSeenAtMs: 2,
  repeatCount: 3,
  region: '{"x":0,"y":0,"width":1,"height":1}',
  hasPicture: 1,
  handlerId: 'p',
  handlerName: '张三',
  acknowledgedAtMs: 4,
  closedAtMs: null,
  result: null,
  note: '',
  incidentId: null,
} as const;

test('alerts and what they came from outlive the step that lets alerts be faults', async () => {
  await inDatabase(place, async (old) => {
    await migrateBefore(old, '0002');
    // As the first version wrote it: without a cause, and without a time it was over.
    await old
      .insertInto('alerts')
      .values({ ...ALERT } as never)
      .execute();
    await old.insertInto('detections').values({ detectionId: 'd1', alertId: 'a1', atMs: 2 }).execute();
  });

  await using database = await openDatabase(place);
  expect(await alertStore.find(database.reader, 'a1')).toMatchObject({
    ...{ state: 'acknowledged', cameraId: 'gate', repeatCount: 3, hasPicture: true, handler: { name: '张三' } },
    ...{ region: { width: 1 }, cause: null, recoveredAtMs: null },
  });
  expect(await alertStore.isKnownDetection(database.reader, 'd1')).toBe(true);
  const orphan = database.writer.insertInto('detections').values({ detectionId: 'd2', alertId: 'none', atMs: 2 });
  await expect(orphan.execute()).rejects.toThrow(/foreign key/i);
});

test('incidents of the first version keep what they were, and no clock is started late', async () => {
  await inDatabase(place, async (old) => {
    await migrateBefore(old, '0015');
    const row = {
      ...{ id: 'i1', number: '20261123-0001', title: '积水', description: '', state: 'closed', cameraId: null },
      ...{ cameraGroupId: 'street', gridId: null, longitude: 113.3, latitude: 23.1, alertId: null, reporterId: 'p' },
      ...{
        reporterName: '张三',
        reportedAtMs: 1,
        closerId: 'q',
        closerName: '李四',
        closedAtMs: 2,
        closingNote: '已排',
      },
    };
    await old
      .insertInto('incidents')
      .values(row as never)
      .execute();
  });

  await using database = await openDatabase(place);
  expect(await incidentStore.find(database.reader, 'i1')).toMatchObject({
    ...{ state: 'closed', closer: { name: '李四' }, closingNote: '已排', clock: null, last: { act: 'settle' } },
    ...{ position: { longitude: 113.3 }, scope: { cameraGroupId: 'street', belonging: { personIds: ['p'] } } },
  });
  const wanted = { text: '张三', sinceMs: 0, count: 2 };
  expect(await batchStore.endedBefore(database.reader, { reportedAtMs: 2, id: '' }, wanted)).toHaveLength(1);
});

test('what was recorded before there was an index is found by it, a viewing as one line', async () => {
  await inDatabase(place, async (old) => {
    await migrateBefore(old, '0009');
    const viewing = { viewingId: 'v', cameraId: 'gate', by: 'webrtc', address: '', startedAtMs: 1, range: null };
    const row = {
      ...{ actorId: 'p', actorName: '张三', kind: 'viewing', subject: 'gate', scopeAction: 'journal.read' },
      ...{ scopeCameraGroupId: null, bodyVersion: 2, salt: 's', bodyDigest: 'd', hash: 'h' },
    } as const;
    for (const [index, endedAtMs] of [null, 5].entries()) {
      const body = JSON.stringify({ ...viewing, endedAtMs });
      await old
        .insertInto('journal')
        .values({ ...row, seq: index + 1, atMs: index, body } as never)
        .execute();
    }
  });

  await using database = await openDatabase(place);
  const asked = {
    limit: 10,
    folded: true,
    cameraGroups: 'all',
    cameraId: 'gate',
    personId: 'p',
    action: 'watched',
  } as const;
  expect((await journalStore.search(database.reader, asked)).map(({ seq }) => seq)).toEqual([2]);
});

test('grids that were there get a history, and governance grids the base grids they cover', async () => {
  await inDatabase(place, async (old) => {
    await migrateBefore(old, '0016');
    const square = (west: number, east: number) => [
      [
        [west, 23],
        [west, 23.1],
        [east, 23.1],
        [east, 23],
        [west, 23],
      ],
    ];
    const grid = (id: string, kind: string, rings: number[][][]) =>
      ({ id, kind, code: id, name: id, community: '东', rings: JSON.stringify(rings) }) as never;
    await old
      .insertInto('grids')
      .values([
        grid('west', 'base', square(113, 113.1)),
        grid('east', 'base', square(113.1, 113.2)),
        grid('over', 'governance', square(112.99, 113.11)),
      ])
      .execute();
  });

  await using database = await openDatabase(place);
  const over = await gridStore.find(database.reader, 'over');
  expect(over).toMatchObject({ line: '综治', baseGridIds: ['west'], endedAtMs: null });
  expect(Math.max(...(over?.rings.flat() ?? []).map(([x]) => x))).toBe(113.1);
  expect((await gridStore.statesOf(database.reader, 'east')).map(({ version, toMs }) => [version, toMs])).toEqual([
    [1, null],
  ]);
});

test('cameras that were there look as wide and as far as all were drawn, and take another view', async () => {
  await inDatabase(place, async (old) => {
    await migrateBefore(old, '0027');
    await old.insertInto('cameraGroups').values({ id: 'street', name: '街面' }).execute();
    await old
      .insertInto('cameras')
      .values({
        ...{ id: 'gate', name: '东门', code: '', groupId: 'street', gridId: null, intake: 'rtsp' },
        ...{ sourceUrl: 'rtsp://10.0.0.8/1', subSourceUrl: '', username: '', sealedPassword: '', sealedStreamKey: '' },
        ...{ transport: 'auto', onvifUrl: '', audio: 0, longitude: 113.3, latitude: 23.1, bearingDegrees: 350 },
        ...{ keepWarm: 1, analyse: 1, deviceEvents: 0, recording: '{"mode":"always"}', disabled: 0 },
      } as never)
      .execute();
  });

  await using database = await openDatabase(place);
  const camera = await cameraStore.find(database.reader, 'gate');
  expect(camera).toMatchObject({ bearingDegrees: 350, viewAngleDegrees: 60, viewReachMetres: 70, sourceToken: '' });
  const wider = { ...camera, viewAngleDegrees: 92.5, viewReachMetres: 140 } as Camera;
  await cameraStore.save(database.writer, { camera: wider, sealedPassword: '', sealedStreamKey: '' });
  expect(await cameraStore.find(database.reader, 'gate')).toEqual(wider);
});

test.each([
  ['a new site lets its desks speak out of cameras', [], true],
  ['a site that is there already is given no new right', [{ id: 'p' }], false],
])('%s', async (_, people, expected) => {
  await inDatabase(place, async (old) => {
    await migrateBefore(old, '0030');
    for (const { id } of people) await addOldPerson(old, id);
  });

  await using database = await openDatabase(place);
  const giving = (await cameraGrantStore.all(database.reader)).filter(({ actions }) => actions.includes('camera.talk'));
  expect(giving.map(({ id }) => id)).toEqual(
    expected ? ['role-administrator', 'role-operator', 'role-supervisor'] : [],
  );
});

test('a grant from before approval was a part of it asks for none, and can be made to', async () => {
  await inDatabase(place, (old) => migrateBefore(old, '0032'));

  await using database = await openDatabase(place);
  const grant = await cameraGrantStore.find(database.reader, 'role-operator');
  expect(grant).toMatchObject({ exportsNeedApproval: false });
  const stricter = { ...grant, exportsNeedApproval: true } as CameraGrant;
  await cameraGrantStore.save(database.writer, stricter);
  expect(await cameraGrantStore.find(database.reader, 'role-operator')).toEqual(stricter);
});

test('whoever was there before posts were written down has none yet, and can be given one', async () => {
  await inDatabase(place, async (old) => {
    await migrateBefore(old, '0031');
    await addOldPerson(old, 'p');
  });

  await using database = await openDatabase(place);
  const person = await personStore.find(database.reader, 'p');
  expect(person).toMatchObject({ post: '', phone: '138' });
  const promoted = { ...person, post: '值班长' } as Person;
  await personStore.save(database.writer, promoted);
  expect(await personStore.find(database.reader, 'p')).toEqual(promoted);
});

async function addOldPerson(old: Db, id: string): Promise<void> {
  const place = { unit: '', unitId: null, community: '', phone: '138', cameraGroups: '"all"' };
  const account = { account: id, name: id, role: 'operator', passwordHash: '', disabled: 0, createdAtMs: 1 };
  await old
    .insertInto('people')
    .values({ id, ...account, ...place } as never)
    .execute();
}

/** The tables as they were before that step. */
async function migrateBefore(db: Db, step: string): Promise<void> {
  const steps = Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < step));
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => steps } }).migrateToLatest();
  if (error) throw error;
}
