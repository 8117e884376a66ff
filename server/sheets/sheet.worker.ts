/** The worker thread that reads one spreadsheet of somebody's and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { readSheetFile } from './sheet-file.ts';

parentPort?.postMessage(readSheetFile(workerData.bytes));
