/** The thread that a file of places is read in. */
import { parentPort, workerData } from 'node:worker_threads';
import { planPlaces } from './place-plan.ts';

const { bytes, base, wish } = workerData;
parentPort?.postMessage(planPlaces(Buffer.from(bytes), base, wish));
