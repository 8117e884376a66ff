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

export type Cell = { text: string; flaw: 'formula' | 'merged' | null; isNumber: boolean };
/** `row` as the spreadsheet counts, from 1. */
export type SheetRow = { row: number; cells: Cell[] };
/** Why a file is no table. */
export type SheetFault = 'empty' | 'oldFormat' | 'notSheet' | 'badEncoding' | 'openQuote' | 'tooLarge';
export type SheetFile = { rows: SheetRow[]; problem: { code: SheetFault; row: number | null } | null };

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];
/** One more than may be, so that too many are seen to be. */
const ROWS_READ = MOST_SHEET_ROWS + 2;

export function readSheetFile(bytes: Uint8Array): SheetFile {
  if (bytes.length === 0) return refused('empty');
  if (startsWith(bytes, OLD_EXCEL)) return refused('oldFormat');
  return startsWith(bytes, ZIP) ? readXlsx(bytes) : readText(bytes);
}

export function writeXlsx(rows: readonly (readonly string[])[], sheetName: string): Uint8Array {
  const sheet = utils.aoa_to_sheet(rows.map((row) => row.map((text) => ({ t: 's', v: text, z: '@' }))));
  sheet['!cols'] = rows[0]?.map((heading) => ({ wch: Math.max(12, heading.length * 2) })) ?? [];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, sheetName);
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}

function readXlsx(bytes: Uint8Array): SheetFile {
  let sheet: WorkSheet | undefined;
  try {
    const book = read(bytes, { type: 'array', cellFormula: true, cellHTML: false, sheetRows: ROWS_READ });
    sheet = book.Sheets[book.SheetNames[0] ?? ''];
  } catch {
    // A ZIP of something else, or a broken one.
    return refused('notSheet');
  }
  if (!sheet?.['!ref']) return refused('empty');
  const { s: first, e: last } = utils.decode_range(sheet['!ref']);
  const merges = sheet['!merges'] ?? [];
  const isMerged = (row: number, column: number) =>
    merges.some(({ s, e }) => row >= s.r && row <= e.r && column >= s.c && column <= e.c);
  const rows: SheetRow[] = [];
  for (let row = first.r; row <= last.r; row += 1) {
    const cells: Cell[] = [];
    for (let column = 0; column <= last.c; column += 1) {
      cells.push(toCell(sheet[utils.encode_cell({ r: row, c: column })], isMerged(row, column)));
    }
    rows.push({ row: row + 1, cells });
  }
  return { rows, problem: null };
}

type Raw = { v?: unknown; w?: string; t?: string; f?: string } | undefined;

function toCell(raw: Raw, isMerged: boolean): Cell {
  const isNumber = raw?.t === 'n';
  const text = raw?.v === undefined || raw.v === null ? '' : String(raw.v);
  return { text: text.trim(), flaw: raw?.f !== undefined ? 'formula' : isMerged ? 'merged' : null, isNumber };
}

function readText(bytes: Uint8Array): SheetFile {
  const text = decode(bytes);
  if (text === undefined) return refused(bytes.includes(0) ? 'notSheet' : 'badEncoding');
  if (text.includes('\0')) return refused('notSheet');
  const { rows, openQuoteAt } = readCsv(text, ROWS_READ);
  if (openQuoteAt !== null) return { rows: [], problem: { code: 'openQuote', row: openQuoteAt } };
  if (rows.length === 0) return refused('empty');
  return {
    rows: rows.map((texts, index) => ({
      row: index + 1,
      cells: texts.map((each) => ({ text: each.trim(), flaw: /^=./.test(each) ? 'formula' : null, isNumber: false })),
    })),
    problem: null,
  };
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

function refused(code: SheetFault): SheetFile {
  return { rows: [], problem: { code, row: null } };
}
