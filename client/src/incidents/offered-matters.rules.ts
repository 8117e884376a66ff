/** Which of the catalogue's matters one chooses among. Pure. */
import type { Matter } from '../../../config/contract/matter.ts';

/** Those in use; to whoever works in the grids, only what is seen to there (入格). */
export function offeredMatters(matters: readonly Matter[], { isInGrids }: { isInGrids: boolean }): Matter[] {
  return matters.filter(({ disabled, inGrid }) => !disabled && (inGrid || !isInGrids));
}
