/** Units, notices, whose a row of the record is, and incidents from the report to the closed case. */
import { type Kysely, sql } from 'kysely';

/** As the first version kept them. */
type OldIncident = {
  id: string;
  number: string;
  title: string;
  description: string;
  state: 'reported' | 'closed';
  cameraId: string | null;
  cameraGroupId: string | null;
  gridId: string | null;
  longitude: number | null;
  latitude: number | null;
  alertId: string | null;
  reporterId: string;
  reporterName: string;
  reportedAtMs: number;
  closerId: string | null;
  closerName: string | null;
  closedAtMs: number | null;
  closingNote: string;
};

export async function incidentLife(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('journal').addColumn('scopeBelonging', 'text').execute();
  await schema.alterTable('people').addColumn('unitId', 'text').execute();
  await schema
    .alterTable('people')
    .addColumn('community', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await schema
    .createTable('units')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('disabled', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  // Whoever leads does with cameras what the desk does.
  await sql`
    insert into "cameraGrants" ("id", "toKind", "toName", "cameraGroups", "actions", "untilMs")
    select 'role-supervisor', "toKind", 'supervisor', "cameraGroups", "actions", "untilMs"
    from "cameraGrants" where "id" = 'role-operator'`.execute(db);
  await incidents(db);
  await schema
    .createTable('notices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('incidentId', 'text', (column) => column.notNull())
    .addColumn('personId', 'text', (column) => column.notNull())
    .addColumn('atMs', 'bigint', (column) => column.notNull())
    .addColumn('readAtMs', 'bigint')
    .addColumn('unreadAtMs', 'bigint')
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  const index = (name: string) => schema.createIndex(name).on('notices');
  await index('noticesOfPerson').columns(['personId', 'readAtMs', 'atMs']).execute();
  await index('noticesOfIncident').column('incidentId').execute();
  await index('noticesUnread').column('unreadAtMs').execute();
}

async function incidents(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const { rows } = await sql<OldIncident>`select * from "incidents"`.execute(db);
  await schema.dropTable('incidents').execute();
  await schema
    .createTable('incidents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('number', 'text', (column) => column.notNull().unique())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('task', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('matterCode', 'text')
    .addColumn('cameraId', 'text')
    .addColumn('cameraGroupId', 'text')
    .addColumn('gridId', 'text')
    .addColumn('community', 'text', (column) => column.notNull())
    .addColumn('reporterId', 'text')
    .addColumn('reportedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('filedAtMs', 'bigint')
    .addColumn('closedAtMs', 'bigint')
    .addColumn('nextClockAtMs', 'bigint')
    .addColumn('drill', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  const index = (name: string) => schema.createIndex(name).on('incidents');
  await index('incidentsByState').columns(['state', 'closedAtMs']).execute();
  await index('incidentsByReport').column('reportedAtMs').execute();
  await index('incidentsByCamera').columns(['cameraId', 'reportedAtMs']).execute();
  await index('incidentsByClock').column('nextClockAtMs').execute();
  await schema
    .createTable('incidentStages')
    .addColumn('incidentId', 'text', (column) => column.notNull())
    .addColumn('nth', 'integer', (column) => column.notNull())
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('unitId', 'text')
    .addColumn('startedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('dueAtMs', 'bigint', (column) => column.notNull())
    .addColumn('endedAtMs', 'bigint')
    .addPrimaryKeyConstraint('incidentStageKey', ['incidentId', 'nth'])
    .execute();
  await schema
    .createTable('incidentAssignments')
    .addColumn('incidentId', 'text', (column) => column.notNull())
    .addColumn('nth', 'integer', (column) => column.notNull())
    .addColumn('unitId', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('dispatchedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('acceptedAtMs', 'bigint')
    .addColumn('arrivedAtMs', 'bigint')
    .addColumn('doneAtMs', 'bigint')
    .addPrimaryKeyConstraint('incidentAssignmentKey', ['incidentId', 'nth'])
    .execute();
  for (const row of rows) {
    const incident = fromOld(row);
    const { id, number, title, state, level, source, cameraId, gridId, reportedAtMs, closedAtMs } = incident;
    await sql`
      insert into "incidents" ("id", "number", "title", "state", "level", "source", "cameraId", "cameraGroupId",
        "gridId", "community", "reporterId", "reportedAtMs", "filedAtMs", "closedAtMs", "drill", "body")
      values (${id}, ${number}, ${title}, ${state}, ${level}, ${source}, ${cameraId}, ${row.cameraGroupId},
        ${gridId}, '', ${row.reporterId}, ${reportedAtMs}, ${closedAtMs}, ${closedAtMs}, 0,
        ${JSON.stringify(incident)})`.execute(db);
  }
}

/** As they were when this step was written. */
const LIMITS = {
  accept: { amount: 15, unit: 'minute' },
  dispatch: { amount: 15, unit: 'minute' },
  sign: { amount: 30, unit: 'minute' },
  handle: { amount: 1, unit: 'day' },
  check: { amount: 30, unit: 'minute' },
};

/** No clock ran on them, and none is started late. */
function fromOld(old: OldIncident) {
  const { cameraGroupId, longitude, latitude, reporterId, reporterName, closerId, closerName, ...rest } = old;
  const closer = closerId === null ? null : { personId: closerId, name: closerName ?? '' };
  const reporter = { personId: reporterId, name: reporterName };
  return {
    ...rest,
    ...{ source: old.alertId === null ? 'operator' : 'alert', level: 'general', task: null, matter: null, form: {} },
    ...{
      limits: LIMITS,
      community: '',
      address: '',
      filedAtMs: old.closedAtMs,
      assignments: [],
      findings: [],
    },
    ...{ spotTask: null, clock: null, stages: [], suspended: null, extensionCount: 0, returnCount: 0, reworkCount: 0 },
    ...{ supervisions: [], mergedInto: null, splitFrom: null, confidential: false },
    ...{ insiders: [], drill: false, closer },
    position: longitude === null || latitude === null ? null : { longitude, latitude },
    reporter: { ...reporter, phone: '' },
    last: {
      ...{ act: closer ? 'settle' : 'report', by: closer ?? reporter, unitName: '', note: old.closingNote },
      ...{ about: '', position: null },
    },
    scope: {
      action: 'incident.view',
      cameraGroupId,
      belonging: {
        ...{ unitIds: [], community: null, gridIds: old.gridId === null ? [] : [old.gridId] },
        ...{ personIds: [reporterId], confidential: false },
      },
    },
  };
}
