/** What is wrong with a row of a sheet, as keys of words; and which rows are shown. Pure. */
import {
  type ImportPreview,
  isError,
  MOST_SHEET_BYTES,
  type SheetProblem,
} from '../../../../config/contract/camera-sheet.ts';

const IN_SHEET = {
  codeTwice: 'codeTwiceInSheet',
  nameTwice: 'nameTwiceInSheet',
  addressTwice: 'addressTwiceInSheet',
} as const;

/** The key under `cameraSheet.problem`; some are said otherwise when the other one stands in the sheet itself. */
export function problemKey({ code, detail }: SheetProblem) {
  if ('otherRow' in detail && code in IN_SHEET) return IN_SHEET[code as keyof typeof IN_SHEET];
  return code;
}

export type ShownRow = ImportPreview['rows'][number] & { problems: SheetProblem[] };

/** Each row with what is said of it; what is said of the file, or of a line that is no camera, stands apart. */
export function shownRows(
  { rows, problems }: ImportPreview,
  onlyProblems: boolean,
): { rows: ShownRow[]; apart: SheetProblem[] } {
  const byRow = Map.groupBy(problems, ({ row }) => row);
  const all = rows.map((row) => ({ ...row, problems: byRow.get(row.row) ?? [] }));
  const known = new Set(rows.map(({ row }) => row));
  return {
    rows: onlyProblems ? all.filter((row) => row.problems.length > 0) : all,
    apart: problems.filter(({ row }) => row === null || !known.has(row)),
  };
}

export type Counts = Record<ImportPreview['rows'][number]['outcome'], number> & { errors: number; toTake: number };

export function countsOf({ rows, problems }: ImportPreview): Counts {
  const count = (outcome: ImportPreview['rows'][number]['outcome']) =>
    rows.filter((row) => row.outcome === outcome).length;
  const [add, update] = [count('add'), count('update')];
  const errors = problems.filter(isError).length;
  return {
    add,
    update,
    same: count('same'),
    skip: count('skip'),
    bad: count('bad'),
    errors,
    toTake: errors > 0 ? 0 : add + update,
  };
}

export const LIMIT_KILOBYTES = Math.floor(MOST_SHEET_BYTES / 1_000);

/** What is too large is not sent. */
export function tooLargeOf(size: number): ImportPreview | null {
  if (size <= MOST_SHEET_BYTES) return null;
  return { rows: [], problems: [{ code: 'tooLarge', row: null, column: null, field: null, detail: {} }] };
}
