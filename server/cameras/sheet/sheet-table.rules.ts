/** Finds the headings of a sheet, and its rows' cells by them. Pure. */
import { SHEET_HEADINGS, SheetField, type SheetProblem } from '../../../config/contract/camera-sheet.ts';
import { columnName } from '../../sheets/column-name.ts';
import type { SheetFile, SheetRow } from '../../sheets/sheet-file.ts';
import type { CellsOfRow } from './camera-cells.rules.ts';

const NEEDED: readonly SheetField[] = ['name', 'group', 'sourceUrl'];

export type SheetTable = {
  /** Where each field is. */
  columns: ReadonlyMap<SheetField, number>;
  rows: { row: number; cells: CellsOfRow }[];
  problems: SheetProblem[];
};

export function tableOf({ rows, problem }: SheetFile, mostRows: number): SheetTable {
  if (problem) return nothing([ofFile(problem.code, problem.row)]);
  const [heading, ...below] = rows.slice(rows.findIndex((row) => !isEmpty(row)));
  if (!heading || isEmpty(heading)) return nothing([ofFile('empty', null)]);
  const { columns, problems } = readHeadings(heading);
  if (problems.length > 0) return nothing(problems);

  const last = below.findLastIndex((row) => !isEmpty(row));
  const filled = below.slice(0, last + 1);
  if (filled.length === 0) return nothing([ofFile('empty', null)]);
  if (filled.length > mostRows) return nothing([ofFile('tooManyRows', null, { most: mostRows })]);
  return {
    columns,
    rows: filled.filter((row) => !isEmpty(row)).map((row) => ({ row: row.row, cells: cellsOf(row, columns) })),
    problems: filled.filter(isEmpty).map(({ row }) => ofFile('emptyLine', row)),
  };
}

function readHeadings({ row, cells }: SheetRow): { columns: Map<SheetField, number>; problems: SheetProblem[] } {
  const columns = new Map<SheetField, number>();
  const problems: SheetProblem[] = [];
  for (const [index, { text }] of cells.entries()) {
    if (text === '') continue;
    const field = fieldOf(text);
    const at = { row, column: columnName(index), field: field ?? null, detail: { heading: text } };
    if (!field) problems.push({ code: 'headingUnknown', ...at });
    else if (columns.has(field)) problems.push({ code: 'headingTwice', ...at });
    else columns.set(field, index);
  }
  for (const field of NEEDED) {
    if (!columns.has(field)) problems.push({ code: 'headingMissing', row, column: null, field, detail: {} });
  }
  return { columns, problems };
}

/** By its own name or its heading in either language, whatever stars and blanks stand around it. */
function fieldOf(heading: string): SheetField | undefined {
  const plain = (text: string) => text.replaceAll(/[\s*＊]/g, '').toLowerCase();
  return SheetField.options.find((field) =>
    [field, ...Object.values(SHEET_HEADINGS).map((headings) => headings[field])].some(
      (name) => plain(name) === plain(heading),
    ),
  );
}

function cellsOf({ cells }: SheetRow, columns: ReadonlyMap<SheetField, number>): CellsOfRow {
  const known: CellsOfRow = {};
  for (const [field, index] of columns) {
    const cell = cells[index];
    if (cell) known[field] = cell;
  }
  return known;
}

function isEmpty({ cells }: SheetRow): boolean {
  return cells.every(({ text, flaw }) => text === '' && flaw !== 'formula');
}

function nothing(problems: SheetProblem[]): SheetTable {
  return { columns: new Map(), rows: [], problems };
}

function ofFile(code: SheetProblem['code'], row: number | null, detail: SheetProblem['detail'] = {}): SheetProblem {
  return { code, row, column: null, field: null, detail };
}
