/** The thread that reads past moments, so that the server's loop goes on meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../storage/database.ts';
import { entriesUntil, momentAt } from './moment.ts';
import type { MomentAnswer, MomentQuestion } from './moment-reader.ts';

const reader = openReader(workerData.place);

parentPort?.on('message', async ({ id, question, person }: MomentQuestion) => {
  const answer = (told: MomentAnswer) => parentPort?.postMessage(told);
  try {
    const value =
      'atMs' in question ? await momentAt(reader, question.atMs, person) : await entriesUntil(reader, question, person);
    answer({ id, value });
  } catch (thrown) {
    answer({ id, failure: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
  }
});
