/**
 * A file as a table of cells, whatever wrote it: CSV in UTF-8, UTF-16 or the GB 18030
 * that Chinese offices save, or XLSX. The only file that knows the spreadsheet library.
 *
 * What comes in is not ours: it is read in a worker thread that is given little memory
 * and little time (read-sheet.ts).
 */
import { read, utils, type WorkSheet, write } from '@e965/xlsx';
import { MOST_SHEET_ROWS } from '../../config/contract/camera-sheet.ts';
import { readCsv } from './csv.rules.ts';

/** `merged`: what the whole of a merged cell says; null in a cell of its own. */
export type Cell = { text: string; flaw: 'formula' | 'merged' | null; isNumber: boolean; merged: string | null };
/** `row` as the spreadsheet counts, from 1. */
export type SheetRow = { row: number; cells: Cell[] };
/** Why a file is no table. */
export type SheetFault = 'empty' | 'oldFormat' | 'notSheet' | 'badEncoding' | 'openQuote' | 'tooLarge';
export type NamedSheet = { name: string; rows: SheetRow[] };
/** `rows`: of the first sheet. A CSV is one sheet without a name. */
export type SheetFile = {
  rows: SheetRow[];
  sheets: NamedSheet[];
  problem: { code: SheetFault; row: number | null } | null;
};

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];
const MOST_SHEETS = 6;
/** One more than may be, so that too many are seen to be. */
const ROWS_READ = MOST_SHEET_ROWS + 2;

export function readSheetFile(bytes: Uint8Array, mostRows = ROWS_READ): SheetFile {
  if (bytes.length === 0) return refused('empty');
  if (startsWith(bytes, OLD_EXCEL)) return refused('oldFormat');
  return startsWith(bytes, ZIP) ? readXlsx(bytes, mostRows) : readText(bytes, mostRows);
}

type WrittenSheet = { name: string; rows: readonly (readonly (string | number)[])[]; widths?: readonly number[] };

export function writeXlsx(rows: readonly (readonly string[])[], sheetName: string): Uint8Array {
  return writeBook([{ name: sheetName, rows }]);
}

/** Without `widths`, columns are as wide as their headings. */
export function writeBook(sheets: readonly WrittenSheet[]): Uint8Array {
  const book = utils.book_new();
  for (const { name, rows, widths } of sheets) {
    const sheet = utils.aoa_to_sheet(rows.map((row) => row.map(written)));
    sheet['!cols'] = (widths ?? rows[0]?.map((heading) => Math.max(12, String(heading).length * 2)) ?? []).map(
      (wch) => ({
        wch,
      }),
    );
    utils.book_append_sheet(book, sheet, name);
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}

/** Text stays text, whatever it looks like. */
function written(value: string | number) {
  return typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: value, z: '@' };
}

function readXlsx(bytes: Uint8Array, mostRows: number): SheetFile {
  let sheets: NamedSheet[];
  try {
    const book = read(bytes, { type: 'array', cellFormula: true, cellHTML: false, sheetRows: mostRows });
    sheets = book.SheetNames.slice(0, MOST_SHEETS).map((name) => ({ name, rows: rowsOf(book.Sheets[name]) }));
  } catch {
    // A ZIP of something else, or a broken one.
    return refused('notSheet');
  }
  const rows = sheets[0]?.rows ?? [];
  return sheets.every((sheet) => sheet.rows.length === 0) ? refused('empty') : { rows, sheets, problem: null };
}

function rowsOf(sheet: WorkSheet | undefined): SheetRow[] {
  if (!sheet?.['!ref']) return [];
  const { s: first, e: last } = utils.decode_range(sheet['!ref']);
  const merges = sheet['!merges'] ?? [];
  const rawAt = (r: number, c: number): Raw => sheet[utils.encode_cell({ r, c })];
  const mergedAt = (row: number, column: number) => {
    const merge = merges.find(({ s, e }) => row >= s.r && row <= e.r && column >= s.c && column <= e.c);
    return merge ? textOf(rawAt(merge.s.r, merge.s.c)) : null;
  };
  const rows: SheetRow[] = [];
  for (let row = first.r; row <= last.r; row += 1) {
    const cells: Cell[] = [];
    for (let column = 0; column <= last.c; column += 1) {
      cells.push(toCell(rawAt(row, column), mergedAt(row, column)));
    }
    rows.push({ row: row + 1, cells });
  }
  return rows;
}

type Raw = { v?: unknown; w?: string; t?: string; f?: string } | undefined;

function toCell(raw: Raw, merged: string | null): Cell {
  const flaw = raw?.f !== undefined ? 'formula' : merged !== null ? 'merged' : null;
  return { text: textOf(raw), flaw, isNumber: raw?.t === 'n', merged };
}

function textOf(raw: Raw): string {
  return raw?.v === undefined || raw.v === null ? '' : String(raw.v).trim();
}

function readText(bytes: Uint8Array, mostRows: number): SheetFile {
  const text = decode(bytes);
  if (text === undefined) return refused(bytes.includes(0) ? 'notSheet' : 'badEncoding');
  if (text.includes('\0')) return refused('notSheet');
  const { rows, openQuoteAt } = readCsv(text, mostRows);
  if (openQuoteAt !== null) return refused('openQuote', openQuoteAt);
  if (rows.length === 0) return refused('empty');
  const read = rows.map((texts, index) => ({ row: index + 1, cells: texts.map(cellOf) }));
  return { rows: read, sheets: [{ name: '', rows: read }], problem: null };
}

function cellOf(text: string): Cell {
  return { text: text.trim(), flaw: /^=./.test(text) ? 'formula' : null, isNumber: false, merged: null };
}

/** UTF-16 says so by its first bytes; what is not UTF-8 is GB 18030, of which GBK is a part. */
function decode(bytes: Uint8Array): string | undefined {
  const isUtf16 = startsWith(bytes, [0xff, 0xfe]);
  for (const encoding of isUtf16 ? ['utf-16le'] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function refused(code: SheetFault, row: number | null = null): SheetFile {
  return { rows: [], sheets: [], problem: { code, row } };
}
