/** Finds the headings of a nine-column sheet below its title, and its rows' cells by them. Pure. */
import { MATTER_HEADINGS, MatterColumn, type MatterProblem } from '../../../config/contract/matter-sheet.ts';
import type { Cell, SheetRow } from '../../sheets/sheet-file.ts';

export type MatterCells = Partial<Record<MatterColumn, Cell>>;
export type MatterTable = {
  rows: { row: number; cells: MatterCells }[];
  problems: Omit<MatterProblem, 'sheet'>[];
};

/** The title stands in the first row, the headings in the second; some sheets have a line more. */
const HEADINGS_WITHIN = 5;
const ENOUGH_HEADINGS = 4;
/** Other words that sheets of the field have for the same. */
const ALSO: Partial<Record<MatterColumn, readonly string[]>> = {
  bigClass: ['大类编码'],
  smallClass: ['小类编码'],
  leadUnit: ['处置部门', '责任单位'],
  supervisingUnit: ['主管单位'],
  filing: ['立案标准'],
  closing: ['结案标准'],
  limit: ['处理时限', '办理时限', '时限'],
};

/** Undefined when no row looks like headings: it is no sheet of matters. */
export function matterTable(rows: readonly SheetRow[]): MatterTable | undefined {
  const at = rows.slice(0, HEADINGS_WITHIN).findIndex((row) => columnsOf(row).length >= ENOUGH_HEADINGS);
  const heading = rows[at];
  if (!heading) return undefined;
  const columns = columnsOf(heading);
  const below = rows.slice(at + 1);
  const last = below.findLastIndex((row) => !isEmpty(row));
  return {
    rows: below.slice(0, last + 1).map(({ row, cells }) => ({ row, cells: byColumn(cells, columns) })),
    problems: [...missing(columns), ...twice(columns)].map((problem) => ({ ...problem, row: heading.row, detail: {} })),
  };
}

type Found = { column: MatterColumn; index: number };

function columnsOf({ cells }: SheetRow): Found[] {
  return cells.flatMap(({ text }, index) => {
    const column = columnNamed(text);
    return column ? [{ column, index }] : [];
  });
}

function columnNamed(text: string): MatterColumn | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[\s*]|\(.*?\)/g, '');
  return MatterColumn.options.find((column) => [MATTER_HEADINGS[column], ...(ALSO[column] ?? [])].includes(plain));
}

function missing(columns: readonly Found[]): Pick<MatterProblem, 'code' | 'column'>[] {
  return MatterColumn.exclude(['task'])
    .options.filter((column) => !columns.some((found) => found.column === column))
    .map((column) => ({ code: 'headingMissing', column }));
}

function twice(columns: readonly Found[]): Pick<MatterProblem, 'code' | 'column'>[] {
  return columns
    .filter(({ column, index }) => columns.some((other) => other.column === column && other.index < index))
    .map(({ column }) => ({ code: 'headingTwice', column }));
}

function byColumn(cells: readonly Cell[], columns: readonly Found[]): MatterCells {
  const known: MatterCells = {};
  for (const { column, index } of columns) {
    const cell = cells[index];
    if (cell) known[column] = cell;
  }
  return known;
}

function isEmpty({ cells }: SheetRow): boolean {
  return cells.every(({ text, flaw }) => text === '' && flaw !== 'formula');
}
