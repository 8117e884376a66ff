/** The worker thread that reads one file of grids of somebody's, plans it and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { planImport } from './plan-import.ts';

const { bytes, known, wish } = workerData;
parentPort?.postMessage(planImport(Buffer.from(bytes), known, wish));
