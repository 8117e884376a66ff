/** The worker thread that verifies the record, so that the server's loop goes on meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { closeConnection, openReader } from '../storage/database.ts';
import type { VerifyMessage } from './journal-verifier.ts';
import { verifyJournal } from './verify.ts';

const tell = (message: VerifyMessage) => parentPort?.postMessage(message);

const reader = openReader(workerData.place);
try {
  const onProgress = (checkedCount: number) => tell({ checkedCount });
  tell({ verdict: await verifyJournal(reader, { headsPath: workerData.headsPath, onProgress }) });
} finally {
  await closeConnection(reader);
}
