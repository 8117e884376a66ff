/** CSV (RFC 4180), with the separators that spreadsheets write: comma, semicolon, tab. Pure. */

const SEPARATORS = [',', ';', '\t'] as const;

/** `openQuoteAt`: the row where a quotation began that nothing ends. */
export function readCsv(text: string, mostRows: number): { rows: string[][]; openQuoteAt: number | null } {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let quotedSince: number | null = null;
  const endRow = () => {
    rows.push([...cells, cell]);
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length && rows.length < mostRows; at += 1) {
    const letter = text[at] ?? '';
    if (quotedSince !== null) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quotedSince = null;
    } else if (letter === '"' && cell === '') quotedSince = rows.length + 1;
    else if (letter === separator) {
      cells.push(cell);
      cell = '';
    } else if (letter === '\n') endRow();
    else if (letter !== '\r') cell += letter;
  }
  if (quotedSince !== null) return { rows, openQuoteAt: quotedSince };
  if (cell !== '' || cells.length > 0) endRow();
  return { rows, openQuoteAt: null };
}

/** The one the first line has most of. */
function separatorOf(text: string): string {
  const [line = ''] = text.split('\n', 1);
  const count = (separator: string) => line.split(separator).length;
  return SEPARATORS.toSorted((one, other) => count(other) - count(one))[0] ?? ',';
}

/** With what tells a spreadsheet that it is UTF-8; nothing in it is read as a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
}

function quoted(cell: string): string {
  const text = /^[=+@\t\r]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
