/**
 * Whether coordinates fit what is known better in another datum than the one they are said
 * to be in. A wrong datum is some 600 m off: two blocks. Pure.
 *
 * Asked in this order, each only where it can tell: shapes that are known by their code,
 * corners that meet known corners, middles that lie in what is known.
 */
import { GeoSystem } from '../../config/contract/grid-import.ts';
import { isInside } from '../../config/contract/grid-shape.ts';
import type { Rings } from '../../config/contract/place.ts';
import { type Corner, toWgs84 } from './coordinates.ts';
import { centreOf, metresBetween } from './plane.rules.ts';

/** In the system of the file. */
export type Located = { code: string; rings: readonly (readonly Corner[])[] };
export type Known = { code: string; rings: Rings };

type Fit = { apartM: number | null; touching: number; inside: number };

const MOST_ASKED = 300;
const MEETS_M = 5;
const OFF_M = 100;
const CELL_DEGREES = 0.0001;
const LEAST_MEETING = 0.05;
const LEAST_INSIDE = 0.5;
const LEAST_GAIN = 0.25;
const FEWEST_PLACES = 3;

export function suspectedSystem(
  shapes: readonly Located[],
  known: readonly Known[],
  said: GeoSystem,
): GeoSystem | null {
  if (shapes.length === 0 || known.length === 0) return null;
  const asked = shapes.slice(0, MOST_ASKED);
  const corners = cornersByCell(known);
  const fits = new Map(GeoSystem.options.map((system) => [system, fitOf(asked, { known, corners, system })]));
  const asSaid = fits.get(said);
  if (!asSaid) return null;
  const others = [...fits].filter(([system]) => system !== said);
  const best = (score: (fit: Fit) => number) =>
    others.toSorted(([, one], [, other]) => score(other) - score(one))[0] ?? [said, asSaid];

  if (asSaid.apartM !== null) {
    const [system, fit] = best(({ apartM }) => -(apartM ?? Infinity));
    return asSaid.apartM > OFF_M && (fit.apartM ?? Infinity) < asSaid.apartM / 3 ? system : null;
  }
  const [meeting, met] = best(({ touching }) => touching);
  if (met.touching >= LEAST_MEETING && met.touching > asSaid.touching * 3) return meeting;
  if (asSaid.touching >= LEAST_MEETING) return null;
  const [lying, lain] = best(({ inside }) => inside);
  return lain.inside >= LEAST_INSIDE && lain.inside - asSaid.inside >= LEAST_GAIN ? lying : null;
}

/** Single places lie in what is known or not; a few of them tell nothing. */
export function suspectedSystemOfPlaces(places: readonly Corner[], known: readonly Known[]): GeoSystem | null {
  if (places.length < FEWEST_PLACES || known.length === 0) return null;
  const inside = (system: GeoSystem) =>
    places.filter((place) => known.some(({ rings }) => isInside(toWgs84(place, system), rings))).length / places.length;
  const asSaid = inside('wgs84');
  const [best] = (['gcj02', 'bd09'] as const)
    .map((system) => ({ system, share: inside(system) }))
    .toSorted((one, other) => other.share - one.share);
  return best && best.share >= LEAST_INSIDE && best.share - asSaid >= LEAST_GAIN ? best.system : null;
}

type Against = { known: readonly Known[]; corners: ReadonlyMap<string, Corner[]>; system: GeoSystem };

function fitOf(shapes: readonly Located[], { known, corners, system }: Against): Fit {
  const byCode = new Map(known.filter(({ code }) => code !== '').map(({ code, rings }) => [code, rings]));
  const apart: number[] = [];
  let [cornerCount, meeting, inside] = [0, 0, 0];
  for (const { code, rings } of shapes) {
    const [outer = []] = rings.map((ring) => ring.map((corner) => toWgs84(corner, system)));
    const middle = centreOf(outer);
    const same = byCode.get(code);
    if (same) apart.push(metresBetween(middle, centreOf(same[0] ?? [])));
    if (known.some((each) => isInside(middle, each.rings))) inside += 1;
    cornerCount += outer.length;
    meeting += outer.filter((corner) => isNearOneOf(corner, corners)).length;
  }
  const median = apart.toSorted((one, other) => one - other)[Math.floor(apart.length / 2)];
  return { apartM: median ?? null, touching: meeting / cornerCount, inside: inside / shapes.length };
}

function cornersByCell(known: readonly Known[]): Map<string, Corner[]> {
  return Map.groupBy(
    known.flatMap(({ rings }) => rings.flat()),
    ([x, y]) => cellOf(x, y),
  );
}

function isNearOneOf(corner: Corner, corners: ReadonlyMap<string, Corner[]>): boolean {
  const [x, y] = corner;
  const steps = [-CELL_DEGREES, 0, CELL_DEGREES];
  return steps.some((east) =>
    steps.some((north) =>
      corners.get(cellOf(x + east, y + north))?.some((other) => metresBetween(corner, other) <= MEETS_M),
    ),
  );
}

function cellOf(x: number, y: number): string {
  return `${Math.floor(x / CELL_DEGREES)} ${Math.floor(y / CELL_DEGREES)}`;
}
