/** What a grid must be: its code, its shape among its neighbours, what a governance grid is laid over. Pure. */
import { AppError } from '../../config/contract/errors.ts';
import type { Community, ShapeProblem } from '../../config/contract/grid-history.ts';
import { areaM2 } from '../../config/contract/grid-shape.ts';
import type { ChangeGrid, Grid, Rings } from '../../config/contract/place.ts';
import type { Scope } from '../../config/contract/rights.ts';
import { gapsBetween } from '../geo/gaps.rules.ts';
import { commonOf, leftOver, unionOf } from '../geo/overlay.rules.ts';
import { boundsOf, doOverlap, doTouch } from '../geo/plane.rules.ts';
import { isClosed, mended, selfCrossing } from '../geo/ring.rules.ts';

export const GRID_SCOPE: Scope = { action: 'grid.view', cameraGroupId: null };
export const VOLUNTEER_SCOPE: Scope = { action: 'grid.configure', cameraGroupId: null };

/** Less than this in common is how exactly people draw; more is said. */
export const TOLERANCE_M2 = 5;
const SMALLEST_M2 = 10;

export type CodePatterns = Record<Grid['kind'], string>;

export function isCodeFit(code: string, kind: Grid['kind'], patterns: CodePatterns): boolean {
  return new RegExp(`^(?:${patterns[kind]})$`, 'u').test(code);
}

export function requireCode(code: string, kind: Grid['kind'], patterns: CodePatterns): void {
  if (!isCodeFit(code, kind, patterns)) throw new AppError('GRID_CODE_WRONG', { code, pattern: patterns[kind] });
}

/** What is wrong with a shape by itself; the rings as they should be when nothing is. */
export function soundShape(rings: Rings): { rings: Rings; problem: ShapeProblem | null } {
  const open = rings.find((ring) => !isClosed(ring));
  if (open) return { rings, problem: problemOf('open', { at: open.at(-1) ?? null }) };
  const sound = mended(rings);
  // Asked first: the two halves of a bow tie have no area together.
  const at = selfCrossing(sound);
  if (at) return { rings, problem: problemOf('selfCrossing', { at }) };
  if (sound.some((ring) => ring.length < 4) || areaM2(sound) < SMALLEST_M2) {
    return { rings, problem: problemOf('tooSmall', { at: rings[0]?.[0] ?? null, squareMetres: areaM2(sound) }) };
  }
  return { rings: sound, problem: null };
}

type Around = { others: readonly Grid[]; community: Community | undefined };

/** What a sound shape does to its neighbours and its community. */
export function problemsAround(rings: Rings, { others, community }: Around): ShapeProblem[] {
  const bounds = boundsOf(rings.flat());
  const problems: ShapeProblem[] = [];
  for (const other of others) {
    if (!doOverlap(bounds, boundsOf(other.rings.flat()))) continue;
    const common = commonOf(rings, other.rings);
    if (common.squareMetres > TOLERANCE_M2) {
      problems.push(problemOf('overlap', { ...common, at: common.rings[0]?.[0] ?? null, other: namedGrid(other) }));
    }
  }
  if (community) {
    const outside = leftOver(rings, community.rings);
    if (outside.squareMetres > TOLERANCE_M2) {
      const at = outside.rings[0]?.[0] ?? null;
      problems.push(problemOf('outsideCommunity', { ...outside, at, other: community.name }));
    }
  }
  return problems;
}

/** Ground of nobody's beside that shape. It stands against nothing: what is drawn first has neighbours only later. */
export function gapsBeside(rings: Rings, others: readonly Grid[]): ShapeProblem[] {
  const bounds = boundsOf(rings.flat());
  return gapsBetween([rings, ...others.map((other) => other.rings)], TOLERANCE_M2)
    .filter((piece) => doTouch(bounds, boundsOf(piece.rings.flat())))
    .map((piece) => {
      const around = boundsOf(piece.rings.flat());
      const other = others.find((each) => doTouch(around, boundsOf(each.rings.flat())));
      return problemOf('gap', { ...piece, at: piece.rings[0]?.[0] ?? null, other: other ? namedGrid(other) : '' });
    });
}

function problemOf(code: ShapeProblem['code'], what: Partial<ShapeProblem> = {}): ShapeProblem {
  return { at: null, rings: [], squareMetres: null, other: '', ...what, code };
}

export function refusalOf({ code, other, squareMetres }: ShapeProblem): AppError {
  return new AppError('GRID_SHAPE_WRONG', { problem: code, other, squareMetres: Math.round(squareMetres ?? 0) });
}

export function namedGrid({ name, code }: Pick<Grid, 'name' | 'code'>): string {
  return `${name}（${code}）`;
}

/** As the changes have it. Errors: INVALID_REQUEST where one is not of this kind of grid. */
export function changedGrid(grid: Grid, { code, name, community, rings, line, baseGridIds }: ChangeGrid): Grid {
  if (grid.kind === 'governance' && rings) throw new AppError('INVALID_REQUEST', { field: 'rings' });
  if (grid.kind === 'base' && line !== undefined) throw new AppError('INVALID_REQUEST', { field: 'line' });
  if (grid.kind === 'base' && baseGridIds) throw new AppError('INVALID_REQUEST', { field: 'baseGridIds' });
  return {
    ...grid,
    ...(code !== undefined && { code }),
    ...(name !== undefined && { name }),
    ...(community !== undefined && { community }),
    ...(rings && { rings }),
    ...(line !== undefined && { line }),
    ...(baseGridIds && { baseGridIds: [...new Set(baseGridIds)] }),
  };
}

/**
 * A governance grid with the union of its base grids as its shape.
 * Errors: GRID_BASE_WRONG, and GRID_BASE_TAKEN where another one of the line has one of them.
 */
export function laidOver(grid: Grid, live: readonly Grid[]): Grid {
  const bases = grid.baseGridIds.map((id) => {
    const base = live.find((each) => each.id === id && each.kind === 'base');
    if (!base) throw new AppError('GRID_BASE_WRONG', { base: id });
    return base;
  });
  for (const base of bases) {
    const other = rivalOf(base, grid, live);
    if (other) {
      const names = { base: namedGrid(base), other: namedGrid(other), line: grid.line };
      throw new AppError('GRID_BASE_TAKEN', names);
    }
  }
  return { ...grid, rings: unionOf(bases.map(({ rings }) => rings)) };
}

/** The other governance grid of the same line that is laid over this base grid. */
export function rivalOf(base: Grid, grid: Pick<Grid, 'id' | 'line'>, live: readonly Grid[]): Grid | undefined {
  return live.find(
    ({ id, kind, line, baseGridIds }) =>
      kind === 'governance' && id !== grid.id && line === grid.line && baseGridIds.includes(base.id),
  );
}
