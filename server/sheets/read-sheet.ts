/** Has a spreadsheet read in a thread. */
import { MOST_SHEET_BYTES } from '../../config/contract/camera-sheet.ts';
import { inThread } from '../../config/kernel/in-thread.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { SheetFile } from './sheet-file.ts';

const log = newLogger('sheet');
const BOUNDS = { withinMs: 20_000, limits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 } };

/** Never rejects: what cannot be read is said to be no spreadsheet. */
export async function readSheet(bytes: Uint8Array): Promise<SheetFile> {
  if (bytes.length > MOST_SHEET_BYTES) return { rows: [], sheets: [], problem: { code: 'tooLarge', row: null } };
  try {
    return await inThread(new URL('./sheet.worker.ts', import.meta.url), { bytes }, BOUNDS);
  } catch (thrown) {
    log.warn({ err: thrown }, 'sheet was not read');
    return { rows: [], sheets: [], problem: { code: 'notSheet', row: null } };
  }
}
