/** A file of somebody's as a plan. It is called in a worker thread: reading and laying over take their time. */
import { gunzipSync } from 'node:zlib';
import { type ImportGrids, MOST_IMPORT_SHAPES } from '../../../config/contract/grid-import.ts';
import { readShapes } from '../../geo/shapes-file.ts';
import { readSheetFile } from '../../sheets/sheet-file.ts';
import { planCodes } from './code-sheet.rules.ts';
import { type Planned, refusedPlan } from './import-problem.rules.ts';
import { type KnownSite, planShapes } from './shape-plan.rules.ts';

export type ImportWish = Pick<ImportGrids, 'target' | 'system' | 'fields'>;

const MOST_SHEET_BYTES = 10_000_000;

export function planImport(bytes: Buffer, known: KnownSite, { target, system, fields }: ImportWish): Planned {
  if (target === 'governance') return planCodes(readSheetFile(plainSheet(bytes)), known);
  const { features, problem } = readShapes(bytes, system !== null);
  if (problem) return refusedPlan(problem);
  if (features.length > MOST_IMPORT_SHAPES) {
    return refusedPlan('tooManyShapes', { most: MOST_IMPORT_SHAPES, count: features.length });
  }
  return planShapes(features, known, { target, system: system ?? 'wgs84', fields });
}

function plainSheet(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_SHEET_BYTES });
  } catch {
    // No gzip after all, or too much of it: said to be no sheet.
    return bytes;
  }
}
