/** The worker thread that reckons one report, or lists the cases behind one figure, and ends; the server's loop goes on meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { writeBook } from '../sheets/sheet-file.ts';
import { closeConnection, type DatabasePlace, openReader } from '../storage/database.ts';
import type { Db } from '../storage/schema.ts';
import { casesBehind, evaluate } from './evaluate.ts';
import type { EvaluationWish } from './evaluation.service.ts';
import { evaluationSheets } from './evaluation-sheet.rules.ts';

const { place, wish }: { place: DatabasePlace; wish: EvaluationWish } = workerData;
const reader = openReader(place);
try {
  parentPort?.postMessage(await answer(reader, wish));
} finally {
  await closeConnection(reader);
}

async function answer(db: Db, wish: EvaluationWish): Promise<unknown> {
  if (wish.what === 'cases') return casesBehind(db, wish.query, wish.asking);
  const report = await evaluate(db, wish.query, wish.asking);
  return wish.what === 'report' ? report : writeBook(evaluationSheets(report, wish.siteName));
}
