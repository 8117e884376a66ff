/** Has a spreadsheet read where it can do no harm: a thread of its own, with little memory, for a short time. */
import { Worker } from 'node:worker_threads';
import { MOST_SHEET_BYTES } from '../../config/contract/camera-sheet.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { SheetFile } from './sheet-file.ts';

const log = newLogger('sheet');
const WITHIN_MS = 20_000;
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** Never rejects: what cannot be read is said to be no spreadsheet. */
export function readSheet(bytes: Uint8Array): Promise<SheetFile> {
  if (bytes.length > MOST_SHEET_BYTES)
    return Promise.resolve({ rows: [], sheets: [], problem: { code: 'tooLarge', row: null } });
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./sheet.worker.ts', import.meta.url), {
      workerData: { bytes },
      resourceLimits: LIMITS,
    });
    const timer = setTimeout(() => void worker.terminate(), WITHIN_MS);
    worker.on('message', resolve);
    worker.on('error', (thrown) => log.warn({ err: thrown }, 'sheet was not read'));
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve({ rows: [], sheets: [], problem: { code: 'notSheet', row: null } });
    });
  });
}
