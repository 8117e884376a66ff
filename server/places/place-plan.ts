/** A file of somebody's as places. It is called in a worker thread: reading and checking take their time. */
import { gunzipSync } from 'node:zlib';
import type { GeoSystem } from '../../config/contract/grid-import.ts';
import { isInside } from '../../config/contract/grid-shape.ts';
import {
  type ImportPlaces,
  MOST_PLACE_ROWS,
  MOST_TOLD,
  type PlaceImportPreview,
  type PlaceKind,
  type PlaceProblem,
} from '../../config/contract/ground.ts';
import type { Grid } from '../../config/contract/place.ts';
import { farFromEvery } from '../../config/contract/street-edge.ts';
import { type Corner, toWgs84 } from '../geo/coordinates.ts';
import { suspectedSystem } from '../geo/datum-check.rules.ts';
import { type Bounds, boundsOf } from '../geo/plane.rules.ts';
import { readShapes } from '../geo/shapes-file.ts';
import { readSheetFile } from '../sheets/sheet-file.ts';
import { columnsIn, personalColumns } from './place-columns.rules.ts';
import { type PlaceDraft, problemOf, type RawPlace, readPlace } from './place-row.rules.ts';
import { type RawPlaces, rawOfFeatures, rawOfSheet } from './raw-places.rules.ts';

export type PlanWish = Pick<ImportPlaces, 'fileName' | 'kind' | 'system'>;
export type PlacePlan = Omit<PlaceImportPreview, 'counts'> & { drafts: PlaceDraft[]; shifted: PlaceProblem | null };

const MOST_UNPACKED = 60_000_000;
const ZIP = [0x50, 0x4b];
const SHEET_NAME = /\.(xlsx|csv|txt|tsv)$/i;
const FEWEST_TO_SUSPECT = 3;
const EXAMPLES = 12;
/** The other side of the border road, in degrees: farther away is outside without measuring. */
const SURELY_FAR = 0.006;

export function planPlaces(bytes: Buffer, base: readonly Grid[], wish: PlanWish): PlacePlan {
  const raw = rawPlacesOf(bytes, wish);
  if (raw.problems.length > 0) return refusedPlaces(raw.problems);
  if (raw.places.length === 0) return refusedPlaces([problemOf('notPlaces')]);
  if (raw.places.length > MOST_PLACE_ROWS)
    return refusedPlaces([problemOf('tooManyRows', null, '', { most: MOST_PLACE_ROWS })]);
  const personal = personalColumns(raw.columns);
  if (personal.length > 0) return refusedPlaces(personal.map((column) => problemOf('personalColumn', null, column)));

  const system = wish.system ?? 'wgs84';
  const columns = columnsIn(raw.columns);
  const problems: PlaceProblem[] = [];
  const drafts: PlaceDraft[] = [];
  const seen = new Map<string, number>();
  const isOutside = outsideOf(base);
  for (const each of raw.places) {
    const read = readPlace(each, { kind: wish.kind, columns, toWgs84: (corner) => toWgs84(corner, system) });
    problems.push(...read.problems);
    if (!read.draft) continue;
    const { kind, code, position } = read.draft;
    const before = seen.get(`${kind} ${code}`);
    seen.set(`${kind} ${code}`, each.row);
    if (before !== undefined) {
      problems.push(problemOf('codeTwice', each.row, columns.code, { code, otherRow: before }));
    } else if (isOutside([position.longitude, position.latitude])) {
      problems.push(problemOf('outsideStreet', each.row, columns.longitude, { ...position }));
    } else drafts.push(read.draft);
  }
  const suspected = suspectedIn(raw.places, base, system);
  return {
    rowCount: raw.places.length,
    drafts,
    problems: problems.slice(0, MOST_TOLD),
    problemCount: problems.length,
    columns,
    suspected,
    shifted: suspected && problemOf('shifted', null, '', { system: suspected, said: system }),
    examples: drafts.slice(0, EXAMPLES).map(({ rings: _rings, floors: _floors, digest: _digest, ...shown }) => shown),
  };
}

export function refusedPlaces(problems: PlaceProblem[]): PlacePlan {
  return {
    ...{
      rowCount: 0,
      drafts: [],
      problems,
      problemCount: problems.length,
      suspected: null,
      shifted: null,
      examples: [],
    },
    columns: {},
  };
}

/** Kinds in the order they come in. */
export function kindsOf(drafts: readonly PlaceDraft[]): PlaceKind[] {
  return [...new Set(drafts.map(({ kind }) => kind))];
}

function rawPlacesOf(bytes: Buffer, { fileName, system }: PlanWish): RawPlaces {
  const isZip = ZIP.every((byte, index) => bytes[index] === byte);
  if (SHEET_NAME.test(fileName) && (isZip || !looksLikeJson(bytes))) {
    const { rows, problem } = readSheetFile(unpacked(bytes), MOST_PLACE_ROWS + 8);
    if (!problem) return rawOfSheet(rows);
    const code = problem.code === 'notSheet' ? 'notReadable' : problem.code;
    return { columns: [], places: [], problems: [problemOf(code, problem.row)] };
  }
  const { features, problem } = readShapes(bytes, system !== null);
  return problem ? { columns: [], places: [], problems: [problemOf(problem)] } : rawOfFeatures(features);
}

function looksLikeJson(bytes: Buffer): boolean {
  return bytes.subarray(0, 64).toString('utf8').trimStart().startsWith('{');
}

function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED });
  } catch {
    // No gzip after all, or too much of it: said to be no sheet.
    return bytes;
  }
}

/** As far outside as an incident would be refused for. A site without grids has no outside. */
function outsideOf(base: readonly Grid[]): (corner: Corner) => boolean {
  const grids = base.map((grid) => ({ grid, bounds: boundsOf(grid.rings.flat()) }));
  if (grids.length === 0) return () => false;
  const all = boundsOf(
    grids.flatMap(({ bounds: [west, south, east, north] }): Corner[] => [
      [west, south],
      [east, north],
    ]),
  );
  const around: Bounds = [all[0] - SURELY_FAR, all[1] - SURELY_FAR, all[2] + SURELY_FAR, all[3] + SURELY_FAR];
  return (corner) => {
    if (!isWithin(corner, around)) return true;
    if (grids.some(({ grid, bounds }) => isWithin(corner, bounds) && isInside(corner, grid.rings))) return false;
    return farFromEvery({ longitude: corner[0], latitude: corner[1] }, base) !== null;
  };
}

function isWithin([x, y]: Corner, [west, south, east, north]: Bounds): boolean {
  return x >= west && x <= east && y >= south && y <= north;
}

function suspectedIn(places: readonly RawPlace[], base: readonly Grid[], said: GeoSystem): GeoSystem | null {
  const located = places.flatMap(({ spot }) => (spot ? [{ code: '', rings: [[spot]] }] : []));
  return located.length < FEWEST_TO_SUSPECT ? null : suspectedSystem(located, base, said);
}
