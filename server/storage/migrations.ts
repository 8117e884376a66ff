/** Every step of the schema, in order. A released step is never changed; a new one is added below it. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import * as journalStore from '../journal/journal.store.ts';
import { incidentLife } from './migrations/0015-incident-life.ts';
import { grids } from './migrations/0016-grids.ts';
import { matters } from './migrations/0017-matters.ts';
import { field } from './migrations/0018-field.ts';
import { evaluation } from './migrations/0019-evaluation.ts';
import { noticeOutbox } from './migrations/0020-notice-outbox.ts';
import { places } from './migrations/0021-places.ts';
import { plans } from './migrations/0022-plans.ts';
import { mediation } from './migrations/0023-mediation.ts';
import { reportPoints } from './migrations/0025-report-points.ts';
import { roster } from './migrations/0026-roster.ts';
import { cameraViews } from './migrations/0027-camera-views.ts';
import { recordedSound } from './migrations/0028-recorded-sound.ts';
import { pictureSources } from './migrations/0029-picture-sources.ts';
import { talkBack } from './migrations/0030-talk-back.ts';
import { posts } from './migrations/0031-posts.ts';
import { exportApproval } from './migrations/0032-export-approval.ts';
import { alertShelves } from './migrations/0033-alert-shelves.ts';
import { openTurnings } from './migrations/0034-open-turnings.ts';
import { incidentSearch } from './migrations/0035-incident-search.ts';
import type { Db, Schema } from './schema.ts';

export const MIGRATIONS: Record<string, Migration> = {
  '0001-first-street': { up: firstStreet },
  '0002-fault-alerts': { up: faultAlerts },
  '0003-two-qualities': { up: twoQualities },
  '0004-recording': { up: recording },
  '0005-intakes': { up: intakes },
  '0006-stream-keys': { up: streamKeys },
  '0007-camera-codes': { up: cameraCodes },
  '0008-saved-items': { up: savedItems },
  '0009-screens': { up: screens },
  '0010-camera-grants': { up: cameraGrants },
  '0011-journal-index': { up: journalIndex },
  '0012-screen-role': { up: screenRole },
  '0013-turning-cameras': { up: turningCameras },
  '0014-evidence': { up: evidence },
  '0015-incident-life': { up: incidentLife },
  '0016-grids': { up: grids },
  '0017-matters': { up: matters },
  '0018-field': { up: field },
  '0019-evaluation': { up: evaluation },
  '0020-notice-outbox': { up: noticeOutbox },
  '0021-places': { up: places },
  '0022-plans': { up: plans },
  '0023-mediation': { up: mediation },
  '0025-report-points': { up: reportPoints },
  '0026-roster': { up: roster },
  '0027-camera-views': { up: cameraViews },
  '0028-recorded-sound': { up: recordedSound },
  '0029-picture-sources': { up: pictureSources },
  '0030-talk-back': { up: talkBack },
  '0031-posts': { up: posts },
  '0032-export-approval': { up: exportApproval },
  '0033-alert-shelves': { up: alertShelves },
  '0034-open-turnings': { up: openTurnings },
  '0035-incident-search': { up: incidentSearch },
};

async function firstStreet(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema
    .createTable('journal')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .addColumn('actorId', 'text')
    .addColumn('actorName', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('scopeAction', 'text', (column) => column.notNull())
    .addColumn('scopeCameraGroupId', 'text')
    .addColumn('bodyVersion', 'integer', (column) => column.notNull())
    .addColumn('body', 'text')
    .addColumn('salt', 'text')
    .addColumn('bodyDigest', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('journalBySubject').on('journal').columns(['kind', 'subject', 'seq']).execute();

  await schema
    .createTable('people')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('phone', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('cameraGroups', 'text', (column) => column.notNull())
    .addColumn('disabled', 'integer', (column) => column.notNull())
    .addColumn('createdAtMs', 'bigint', (column) => column.notNull())
    .addColumn('passwordHash', 'text', (column) => column.notNull())
    .execute();

  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
    .addColumn('personId', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('wall', 'integer', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('createdAtMs', 'bigint', (column) => column.notNull())
    .addColumn('touchedAtMs', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('sessionsByPerson').on('sessions').column('personId').execute();

  await schema
    .createTable('signInFailures')
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('failureCount', 'integer', (column) => column.notNull())
    .addColumn('lastAtMs', 'bigint', (column) => column.notNull())
    .addColumn('lockedUntilMs', 'bigint', (column) => column.notNull())
    .execute();

  await schema
    .createTable('cameraGroups')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .execute();

  await schema
    .createTable('grids')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('community', 'text', (column) => column.notNull())
    .addColumn('rings', 'text', (column) => column.notNull())
    .execute();

  await schema
    .createTable('cameras')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('groupId', 'text', (column) => column.notNull().references('cameraGroups.id'))
    .addColumn('gridId', 'text', (column) => column.references('grids.id'))
    .addColumn('rtspUrl', 'text', (column) => column.notNull())
    .addColumn('username', 'text', (column) => column.notNull())
    .addColumn('sealedPassword', 'text', (column) => column.notNull())
    .addColumn('longitude', 'double precision')
    .addColumn('latitude', 'double precision')
    .addColumn('bearingDegrees', 'double precision')
    .addColumn('keepWarm', 'integer', (column) => column.notNull())
    .addColumn('analyse', 'integer', (column) => column.notNull())
    .addColumn('disabled', 'integer', (column) => column.notNull())
    .execute();

  await schema
    .createTable('demoCameras')
    .addColumn('cameraId', 'text', (column) => column.primaryKey().references('cameras.id').onDelete('cascade'))
    .addColumn('mount', 'text', (column) => column.notNull())
    .execute();

  // What happened outlives the camera it happened at, so these name cameras without binding them.
  await schema
    .createTable('alerts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('cameraId', 'text', (column) => column.notNull())
    .addColumn('cameraGroupId', 'text')
    .addColumn('raisedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('lastSeenAtMs', 'bigint', (column) => column.notNull())
    .addColumn('repeatCount', 'integer', (column) => column.notNull())
    .addColumn('region', 'text')
    .addColumn('hasPicture', 'integer', (column) => column.notNull())
    .addColumn('handlerId', 'text')
    .addColumn('handlerName', 'text')
    .addColumn('acknowledgedAtMs', 'bigint')
    .addColumn('closedAtMs', 'bigint')
    .addColumn('result', 'text')
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('incidentId', 'text')
    .execute();
  await schema.createIndex('alertsByCamera').on('alerts').columns(['cameraId', 'kind', 'lastSeenAtMs']).execute();
  await schema.createIndex('alertsByState').on('alerts').columns(['state', 'closedAtMs']).execute();

  await schema
    .createTable('detections')
    .addColumn('detectionId', 'text', (column) => column.primaryKey())
    .addColumn('alertId', 'text', (column) => column.notNull().references('alerts.id'))
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('detectionsByTime').on('detections').column('atMs').execute();

  await schema
    .createTable('incidents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('cameraId', 'text')
    .addColumn('cameraGroupId', 'text')
    .addColumn('gridId', 'text')
    .addColumn('longitude', 'double precision')
    .addColumn('latitude', 'double precision')
    .addColumn('alertId', 'text')
    .addColumn('reporterId', 'text', (column) => column.notNull())
    .addColumn('reporterName', 'text', (column) => column.notNull())
    .addColumn('reportedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('closerId', 'text')
    .addColumn('closerName', 'text')
    .addColumn('closedAtMs', 'bigint')
    .addColumn('closingNote', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('incidentsByState').on('incidents').columns(['state', 'closedAtMs']).execute();

  await schema
    .createTable('viewings')
    .addColumn('viewingId', 'text', (column) => column.primaryKey())
    .addColumn('cameraId', 'text', (column) => column.notNull())
    .addColumn('cameraGroupId', 'text')
    .addColumn('personId', 'text', (column) => column.notNull())
    .addColumn('personName', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('startedAtMs', 'bigint', (column) => column.notNull())
    .execute();
}

/**
 * Faults: alerts that may be no camera's, have a cause, and are over some day.
 *
 * SQLite cannot take NOT NULL from a column, so the table is made anew, and with
 * it the one that refers to it; a start that is cut short must not leave half of it.
 */
async function faultAlerts(db: Kysely<unknown>): Promise<void> {
  await (db.isTransaction ? makeAlertsAnew(db) : db.transaction().execute(makeAlertsAnew));
}

async function makeAlertsAnew(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await sql`create table "detectionsKept" as select * from "detections"`.execute(db);
  await schema.dropTable('detections').execute();
  await sql`create table "alertsKept" as select * from "alerts"`.execute(db);
  await schema.dropTable('alerts').execute();

  await schema
    .createTable('alerts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('cameraId', 'text')
    .addColumn('cameraGroupId', 'text')
    .addColumn('raisedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('lastSeenAtMs', 'bigint', (column) => column.notNull())
    .addColumn('repeatCount', 'integer', (column) => column.notNull())
    .addColumn('region', 'text')
    .addColumn('cause', 'text')
    .addColumn('recoveredAtMs', 'bigint')
    .addColumn('hasPicture', 'integer', (column) => column.notNull())
    .addColumn('handlerId', 'text')
    .addColumn('handlerName', 'text')
    .addColumn('acknowledgedAtMs', 'bigint')
    .addColumn('closedAtMs', 'bigint')
    .addColumn('result', 'text')
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('incidentId', 'text')
    .execute();
  await schema.createIndex('alertsByCamera').on('alerts').columns(['cameraId', 'kind', 'lastSeenAtMs']).execute();
  await schema.createIndex('alertsByState').on('alerts').columns(['state', 'closedAtMs']).execute();
  await sql`
    insert into "alerts" ("id", "kind", "level", "state", "cameraId", "cameraGroupId", "raisedAtMs", "lastSeenAtMs",
      "repeatCount", "region", "hasPicture", "handlerId", "handlerName", "acknowledgedAtMs", "closedAtMs", "result",
      "note", "incidentId")
    select "id", "kind", "level", "state", "cameraId", "cameraGroupId", "raisedAtMs", "lastSeenAtMs",
      "repeatCount", "region", "hasPicture", "handlerId", "handlerName", "acknowledgedAtMs", "closedAtMs", "result",
      "note", "incidentId"
    from "alertsKept"`.execute(db);
  await schema.dropTable('alertsKept').execute();

  await schema
    .createTable('detections')
    .addColumn('detectionId', 'text', (column) => column.primaryKey())
    .addColumn('alertId', 'text', (column) => column.notNull().references('alerts.id'))
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('detectionsByTime').on('detections').column('atMs').execute();
  await sql`
    insert into "detections" ("detectionId", "alertId", "atMs")
    select "detectionId", "alertId", "atMs" from "detectionsKept"`.execute(db);
  await schema.dropTable('detectionsKept').execute();
}

async function twoQualities({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('cameras')
    .addColumn('subRtspUrl', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await schema
    .alterTable('cameras')
    .addColumn('transport', 'text', (column) => column.notNull().defaultTo('auto'))
    .execute();
}

/** A camera that was there before recordings were is not recorded until somebody says so. */
const NOT_RECORDED = JSON.stringify({ mode: 'off', hours: [], preRollS: 10, postRollS: 30, keepDays: null });

async function recording({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('cameras')
    .addColumn('recording', 'text', (column) => column.notNull().defaultTo(NOT_RECORDED))
    .execute();
  await schema.alterTable('viewings').addColumn('fromMs', 'bigint').execute();
  await schema.alterTable('viewings').addColumn('toMs', 'bigint').execute();

  // Recordings outlive the camera they are of, so these name cameras without binding them.
  await schema
    .createTable('recordedSegments')
    .addColumn('path', 'text', (column) => column.primaryKey())
    .addColumn('cameraId', 'text', (column) => column.notNull())
    .addColumn('startedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('endedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('byteCount', 'bigint', (column) => column.notNull())
    .addColumn('codec', 'text', (column) => column.notNull())
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('height', 'integer', (column) => column.notNull())
    .addColumn('initByteCount', 'integer', (column) => column.notNull())
    .addColumn('keyFrames', 'text', (column) => column.notNull())
    .addColumn('isContinuation', 'integer', (column) => column.notNull())
    .addColumn('hasEnded', 'integer', (column) => column.notNull())
    .execute();
  const segments = schema.createIndex('segmentsByCamera').on('recordedSegments');
  await segments.columns(['cameraId', 'startedAtMs']).execute();
  await schema.createIndex('segmentsByAge').on('recordedSegments').column('startedAtMs').execute();

  await schema
    .createTable('recordingLocks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cameraId', 'text', (column) => column.notNull())
    .addColumn('cameraGroupId', 'text')
    .addColumn('fromMs', 'bigint', (column) => column.notNull())
    .addColumn('toMs', 'bigint', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('personId', 'text', (column) => column.notNull())
    .addColumn('personName', 'text', (column) => column.notNull())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('locksByCamera').on('recordingLocks').column('cameraId').execute();

  await schema
    .createTable('recordingExports')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cameraIds', 'text', (column) => column.notNull())
    .addColumn('cameraGroupId', 'text')
    .addColumn('fromMs', 'bigint', (column) => column.notNull())
    .addColumn('toMs', 'bigint', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('personId', 'text', (column) => column.notNull())
    .addColumn('personName', 'text', (column) => column.notNull())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('byteCount', 'bigint', (column) => column.notNull())
    .addColumn('files', 'text', (column) => column.notNull())
    .addColumn('failure', 'text')
    .execute();
}

async function intakes({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('cameras').renameColumn('rtspUrl', 'sourceUrl').execute();
  await schema.alterTable('cameras').renameColumn('subRtspUrl', 'subSourceUrl').execute();
  await schema
    .alterTable('cameras')
    .addColumn('intake', 'text', (column) => column.notNull().defaultTo('rtsp'))
    .execute();
  await schema
    .alterTable('cameras')
    .addColumn('onvifUrl', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await schema
    .alterTable('cameras')
    .addColumn('audio', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

async function streamKeys({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('cameras')
    .addColumn('sealedStreamKey', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
}

async function cameraCodes({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('cameras')
    .addColumn('code', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
}

/** Locks that end, and exports that wait for a second person, are given up, and carry a copy with a watermark. */
async function evidence({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('recordingLocks').addColumn('untilMs', 'bigint').execute();
  await schema
    .alterTable('recordingExports')
    .addColumn('withWatermark', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('recordingExports').addColumn('decision', 'text').execute();
  await schema.alterTable('recordingExports').addColumn('cancelledBy', 'text').execute();
}

async function savedItems({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('savedItems')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('shared', 'integer', (column) => column.notNull())
    .addColumn('ownerId', 'text', (column) => column.notNull().references('people.id'))
    .addColumn('ownerName', 'text', (column) => column.notNull())
    .addColumn('changedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('savedItemsByOwner').on('savedItems').column('ownerId').execute();
}

async function screens({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('screens')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('byId', 'text', (column) => column.notNull())
    .addColumn('byName', 'text', (column) => column.notNull())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .execute();
}

/** What each role could do with every camera until then, as grants: nothing changes for a site that is there already. */
const ROLES_UNTIL_THEN = [
  {
    toName: 'operator',
    actions: ['camera.watch', 'recording.view', 'camera.ptz', 'camera.snapshot', 'recording.export'],
  },
  {
    toName: 'administrator',
    actions: [
      ...['camera.watch', 'recording.view', 'camera.ptz', 'camera.snapshot', 'recording.export'],
      'camera.configure',
    ],
  },
];

async function cameraGrants(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cameraGrants')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('toKind', 'text', (column) => column.notNull())
    .addColumn('toName', 'text', (column) => column.notNull())
    .addColumn('cameraGroups', 'text', (column) => column.notNull())
    .addColumn('actions', 'text', (column) => column.notNull())
    .addColumn('untilMs', 'bigint')
    .execute();
  for (const { toName, actions } of ROLES_UNTIL_THEN) {
    await sql`
      insert into "cameraGrants" ("id", "toKind", "toName", "cameraGroups", "actions")
      values (${`role-${toName}`}, 'role', ${toName}, '"all"', ${JSON.stringify(actions)})`.execute(db);
  }
}

async function journalIndex(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('journalIndex')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .addColumn('actorId', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('viewingId', 'text')
    .addColumn('endsViewing', 'integer', (column) => column.notNull())
    .addColumn('isFolded', 'integer', (column) => column.notNull())
    .execute();
  const index = (name: string) => db.schema.createIndex(name).on('journalIndex');
  await index('journalByActor').columns(['actorId', 'seq']).execute();
  await index('journalByAction').columns(['action', 'seq']).execute();
  await index('journalByTime').columns(['atMs', 'seq']).execute();
  await index('journalByViewing').column('viewingId').execute();
  await db.schema.createIndex('journalByKind').on('journal').columns(['kind', 'seq']).execute();
  await db.schema.createIndex('journalByGroup').on('journal').columns(['scopeCameraGroupId', 'seq']).execute();
  await db.schema
    .createTable('journalCameras')
    .addColumn('cameraId', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('journalCamerasKey', ['cameraId', 'seq'])
    .execute();

  // The journal's table is the first version's still.
  const journal = db.withTables<Pick<Schema, 'journal' | 'journalIndex' | 'journalCameras'>>() as unknown as Db;
  for (let seq = 0; ; ) {
    const rows = await journalStore.rowsAfter(journal, seq, 500);
    const last = rows.at(-1);
    if (!last) return;
    await journalStore.addToIndex(journal, rows);
    seq = last.seq;
  }
}

async function screenRole(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into "cameraGrants" ("id", "toKind", "toName", "cameraGroups", "actions")
    values ('role-screen', 'role', 'screen', '"all"', '["camera.watch"]')`.execute(db);
}

async function turningCameras({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .alterTable('cameras')
    .addColumn('deviceEvents', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .createTable('presets')
    .addColumn('cameraId', 'text', (column) => column.notNull())
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('hasPicture', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('presetKey', ['cameraId', 'token'])
    .execute();
  await schema
    .createTable('patrols')
    .addColumn('cameraId', 'text', (column) => column.primaryKey())
    .addColumn('stops', 'text', (column) => column.notNull())
    .execute();
}
