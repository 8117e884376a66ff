/** A grid while it is being made or changed: from what is there to what the server is asked. Pure. */
import type { AddGrid, ChangeGrid, Grid } from '../../../config/contract/place.ts';
import { type Boundary, boundaryOf, closedRings, isWhole, NEW_BOUNDARY } from './boundary.rules.ts';

export type GridDraft = {
  /** Null for a new one. */
  grid: Grid | null;
  kind: Grid['kind'];
  code: string;
  name: string;
  community: string;
  line: string;
  /** Of a base grid. */
  boundary: Boundary;
  /** Of a governance grid. */
  baseGridIds: readonly string[];
};
export type DraftMistake = 'code' | 'name' | 'line';

export function newDraft(kind: Grid['kind']): GridDraft {
  const names = { code: '', name: '', community: '', line: '' };
  return { grid: null, kind, ...names, boundary: NEW_BOUNDARY, baseGridIds: [] };
}

export function draftOf(grid: Grid): GridDraft {
  const { kind, code, name, community, line, baseGridIds, rings } = grid;
  return { grid, kind, code, name, community, line, baseGridIds, boundary: boundaryOf(rings) };
}

/** Chosen or not any more. */
export function withBase(draft: GridDraft, baseGridId: string): GridDraft {
  const { baseGridIds } = draft;
  const isIn = baseGridIds.includes(baseGridId);
  return { ...draft, baseGridIds: isIn ? baseGridIds.filter((id) => id !== baseGridId) : [...baseGridIds, baseGridId] };
}

export function mistakesOf({ kind, code, name, line }: GridDraft): DraftMistake[] {
  return [
    ...(code.trim() === '' ? (['code'] as const) : []),
    ...(name.trim() === '' ? (['name'] as const) : []),
    ...(kind === 'governance' && line.trim() === '' ? (['line'] as const) : []),
  ];
}

export function isShaped({ kind, boundary, baseGridIds }: GridDraft): boolean {
  return kind === 'base' ? isWhole(boundary) : baseGridIds.length > 0;
}

export function toAdd({ kind, boundary, baseGridIds, ...draft }: GridDraft): AddGrid {
  const { code, name, community } = draft;
  return kind === 'base'
    ? { kind, code, name, community, rings: closedRings(boundary) }
    : { kind, code, name, community, line: draft.line, baseGridIds: [...baseGridIds] };
}

/** Only what is other than it was: a boundary that nobody touched is not sent. */
export function toChange(draft: GridDraft): ChangeGrid {
  const { code, name, community } = draft;
  const named = { code, name, community };
  if (draft.kind === 'governance') return { ...named, line: draft.line, baseGridIds: [...draft.baseGridIds] };
  return isUntouched(draft.boundary) ? named : { ...named, rings: closedRings(draft.boundary) };
}

function isUntouched({ past }: Boundary): boolean {
  return past.length === 0;
}
