/** What a preview says, counted and put in the order it is read. Pure. */
import type { GridImportPreview, ImportedItem, ImportProblem } from '../../../../config/contract/grid-import.ts';

export type Counts = Record<ImportedItem['outcome'], number>;

export function countsOf({ items }: GridImportPreview): Counts {
  const counts: Counts = { add: 0, update: 0, same: 0, bad: 0 };
  for (const { outcome } of items) counts[outcome] += 1;
  return counts;
}

/** What is said of the file comes first, then row by row. */
export function inReadingOrder(problems: readonly ImportProblem[]): ImportProblem[] {
  return problems.toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0));
}

/** The first corner of what is wrong, or of the shape it is wrong with. */
export function placeOf({ at, row }: ImportProblem, items: readonly ImportedItem[]): [number, number] | null {
  return at ?? items.find((item) => item.row === row)?.rings[0]?.[0] ?? null;
}
