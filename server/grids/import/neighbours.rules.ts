/** Shapes of a file among each other and among the grids that stay: overlaps, gaps, and their communities. Pure. */
import type { ImportedItem, ImportProblem } from '../../../config/contract/grid-import.ts';
import type { Rings } from '../../../config/contract/place.ts';
import { gapsBetween } from '../../geo/gaps.rules.ts';
import { commonOf, leftOver, type Piece } from '../../geo/overlay.rules.ts';
import { type Bounds, boundsOf, doTouch, overlappingPairs } from '../../geo/plane.rules.ts';
import { namedGrid, TOLERANCE_M2 } from '../grid.rules.ts';
import { problem } from './import-problem.rules.ts';
import type { KnownSite } from './shape-plan.rules.ts';

type Shape = { row: number | null; name: string; rings: Rings; bounds: Bounds; community: string };

export function problemsAmong(items: readonly ImportedItem[], known: KnownSite): ImportProblem[] {
  // What is wrong by itself is not asked about its neighbours.
  const sound = items.filter(({ outcome }) => outcome !== 'bad');
  const codes = new Set(sound.map(({ code }) => code));
  const staying = known.grids.filter(({ kind, code }) => kind === 'base' && !codes.has(code));
  const shapes: Shape[] = [
    ...sound.map((item) => ({ ...item, name: namedGrid(item), bounds: boundsOf(item.rings.flat()) })),
    ...staying.map((grid) => ({ ...grid, row: null, name: namedGrid(grid), bounds: boundsOf(grid.rings.flat()) })),
  ];
  return [...overlapsAmong(shapes), ...outsideCommunities(shapes, known), ...gapsAmong(shapes)];
}

function overlapsAmong(shapes: readonly Shape[]): ImportProblem[] {
  return overlappingPairs(shapes.map(({ bounds }) => bounds)).flatMap(([first, second]) => {
    const [one, other] = [shapes[first], shapes[second]];
    if (!one || !other || one.row === null) return [];
    const common = commonOf(one.rings, other.rings);
    return common.squareMetres > TOLERANCE_M2 ? [seen('overlap', one.row, { piece: common, other: other.name })] : [];
  });
}

function outsideCommunities(shapes: readonly Shape[], { communities }: KnownSite): ImportProblem[] {
  const byName = new Map(communities.map((community) => [community.name, community]));
  return shapes.flatMap(({ row, rings, community: name }) => {
    const community = byName.get(name);
    if (row === null || !community) return [];
    const outside = leftOver(rings, community.rings);
    return outside.squareMetres > TOLERANCE_M2 ? [seen('outsideCommunity', row, { piece: outside, other: name })] : [];
  });
}

/** Only those at a shape of the file: what was there before is not its fault. */
function gapsAmong(shapes: readonly Shape[]): ImportProblem[] {
  return gapsBetween(
    shapes.map(({ rings }) => rings),
    TOLERANCE_M2,
  ).flatMap((piece) => {
    const around = shapes.find(({ row, bounds }) => row !== null && doTouch(bounds, boundsOf(piece.rings.flat())));
    return around ? [seen('gap', around.row, { piece, other: around.name })] : [];
  });
}

function seen(code: 'overlap' | 'outsideCommunity' | 'gap', row: number | null, of: { piece: Piece; other: string }) {
  const { piece, other } = of;
  const found = problem(code, row, { other, squareMetres: Math.round(piece.squareMetres) });
  return { ...found, at: piece.rings[0]?.[0] ?? null, rings: piece.rings };
}
