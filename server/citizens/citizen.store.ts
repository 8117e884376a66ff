/** Report points and the receipts of citizens, in and out of the database. */
import { ReportPoint } from '../../config/contract/citizen.ts';
import type { Db, ReportPointRow } from '../storage/schema.ts';

export async function allPoints(db: Db): Promise<ReportPoint[]> {
  return (await db.selectFrom('reportPoints').selectAll().orderBy('name').orderBy('id').execute()).map(toPoint);
}

export async function findPoint(db: Db, pointId: string): Promise<ReportPoint | undefined> {
  const row = await db.selectFrom('reportPoints').selectAll().where('id', '=', pointId).executeTakeFirst();
  return row && toPoint(row);
}

export async function pointByCode(db: Db, code: string): Promise<ReportPoint | undefined> {
  const row = await db.selectFrom('reportPoints').selectAll().where('code', '=', code).executeTakeFirst();
  return row && toPoint(row);
}

export async function savePoint(db: Db, point: ReportPoint): Promise<void> {
  const row = { id: point.id, code: point.code, name: point.name, body: JSON.stringify(point) };
  await db
    .insertInto('reportPoints')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

type Receipt = { receipt: string; incidentId: string };

export async function addReceipt(db: Db, row: Receipt & { pointId: string; atMs: number }): Promise<void> {
  await db.insertInto('citizenReceipts').values(row).execute();
}

export async function receiptOf(db: Db, incidentId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('citizenReceipts')
    .select('receipt')
    .where('incidentId', '=', incidentId)
    .executeTakeFirst();
  return row?.receipt;
}

export async function incidentOf(db: Db, receipt: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('citizenReceipts')
    .select('incidentId')
    .where('receipt', '=', receipt)
    .executeTakeFirst();
  return row?.incidentId;
}

function toPoint({ body }: Pick<ReportPointRow, 'body'>): ReportPoint {
  return ReportPoint.parse(JSON.parse(body));
}
