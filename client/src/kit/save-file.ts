/** Hands something to the person as a file. */
import { csvOf } from './csv.rules.ts';

/** The download has its own hold of the file by then. */
const LET_GO_AFTER_MS = 60_000;

export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), LET_GO_AFTER_MS);
}

/** `name` without its ending. */
export function saveCsv(rows: Parameters<typeof csvOf>[0], name: string): void {
  saveFile(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
}
