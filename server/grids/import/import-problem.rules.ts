/** The plan of an import, and how its problems are made. Pure. */
import type { Community } from '../../../config/contract/grid-history.ts';
import type { GridImportPreview, ImportProblem, ImportProblemCode } from '../../../config/contract/grid-import.ts';
import type { Grid } from '../../../config/contract/place.ts';

export type Planned = {
  preview: GridImportPreview;
  /** As they are to be kept; without an id where they are new. */
  grids: Grid[];
  communities: Community[];
};

export function problem(
  code: ImportProblemCode,
  row: number | null = null,
  detail: ImportProblem['detail'] = {},
): ImportProblem {
  return { code, row, at: null, rings: [], detail };
}

/** Nothing of the file could be read. */
export function refusedPlan(
  code: ImportProblemCode,
  detail: ImportProblem['detail'] = {},
  row: number | null = null,
): Planned {
  const fields = { code: '', name: '', community: '' };
  const preview = { items: [], problems: [problem(code, row, detail)], columns: [], fields, suspected: null };
  return { preview, grids: [], communities: [] };
}
