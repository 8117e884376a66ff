/** Rows of a sheet, or shapes of a file, alike: text by column, and where it is. Pure. */
import type { Corner } from '../geo/coordinates.ts';
import { centreOf } from '../geo/plane.rules.ts';
import type { ShapeFeature } from '../geo/shapes-file.ts';
import { attributeOf, columnsOf } from '../grids/import/feature-fields.rules.ts';
import { rawShapeOf } from '../grids/import/shape-of.rules.ts';
import type { SheetRow } from '../sheets/sheet-file.ts';
import { type Columns, columnsIn } from './place-columns.rules.ts';
import { problemOf, type RawPlace } from './place-row.rules.ts';

export type RawPlaces = { columns: string[]; places: RawPlace[]; problems: RawPlace['problems'] };

/** A title or two may stand above the headings. */
const HEADING_WITHIN = 6;
const TOO_LONG_FOR_NUMBER = 999_999_999_999_999;

export function rawOfSheet(rows: readonly SheetRow[]): RawPlaces {
  const headings = rows.slice(0, HEADING_WITHIN).map(({ cells }) => cells.map(({ text }) => text));
  const at = headings.findIndex((names) => missingIn(columnsIn(names)).length === 0);
  const names = headings[at];
  if (!names) {
    const fewest = headings
      .map((each) => missingIn(columnsIn(each)))
      .toSorted((one, other) => one.length - other.length);
    const missing = (fewest[0] ?? missingIn(columnsIn([]))).join('、');
    return { columns: [], places: [], problems: [problemOf('headingMissing', null, '', { headings: missing })] };
  }
  const columns = columnsIn(names);
  const below = rows.slice(at + 1).filter(({ cells }) => cells.some(({ text }) => text !== ''));
  return {
    columns: names.filter((name) => name !== ''),
    places: below.map((row) => ofRow(row, names, columns)),
    problems: [],
  };
}

export function rawOfFeatures(features: readonly ShapeFeature[]): RawPlaces {
  const columns = columnsOf(features);
  return { columns, places: features.map((feature, index) => ofFeature(feature, index + 1, columns)), problems: [] };
}

function missingIn({ code, longitude, latitude }: Columns): string[] {
  return [code ? '' : '编码', longitude ? '' : '经度', latitude ? '' : '纬度'].filter((name) => name !== '');
}

function ofRow({ row, cells }: SheetRow, names: readonly string[], columns: Columns): RawPlace {
  const texts = new Map<string, string>();
  const roundedColumns: string[] = [];
  const problems: RawPlace['problems'] = [];
  for (const [index, name] of names.entries()) {
    const cell = cells[index];
    if (name === '' || !cell || texts.has(name)) continue;
    texts.set(name, cell.text);
    if (cell.flaw === 'formula') problems.push(problemOf('formula', row, name));
    if (cell.isNumber && Number(cell.text) > TOO_LONG_FOR_NUMBER) roundedColumns.push(name);
  }
  const numbers = (['longitude', 'latitude'] as const).map((field) => {
    const text = texts.get(columns[field]) ?? '';
    const value = text === '' ? Number.NaN : Number(text);
    if (text === '') problems.push(problemOf('positionMissing', row, columns[field]));
    else if (!Number.isFinite(value))
      problems.push(problemOf('numberUnreadable', row, columns[field], { value: text }));
    return value;
  });
  const [longitude = Number.NaN, latitude = Number.NaN] = numbers;
  const isOff = Math.abs(longitude) > 180 || Math.abs(latitude) > 90;
  if (isOff) problems.push(problemOf('notDegrees', row, columns.longitude, { longitude, latitude }));
  const isRead = Number.isFinite(longitude) && Number.isFinite(latitude) && !isOff;
  return { row, texts, roundedColumns, spot: isRead ? [longitude, latitude] : null, rings: [], problems };
}

function ofFeature(feature: ShapeFeature, row: number, columns: readonly string[]): RawPlace {
  const texts = new Map(columns.map((column) => [column, attributeOf(feature, column)]));
  const shared = { row, texts, roundedColumns: [] };
  const nowhere = (code: 'positionMissing' | 'notDegrees' | 'notPolygon' | 'tooSmall'): RawPlace => ({
    ...{ ...shared, spot: null, rings: [] },
    problems: [problemOf(code, row)],
  });
  if (feature.geometry?.type === 'Point') {
    const spot = pointOf(feature.geometry.coordinates);
    if (!spot) return nowhere('positionMissing');
    return Math.abs(spot[0]) > 180 || Math.abs(spot[1]) > 90
      ? nowhere('notDegrees')
      : { ...shared, spot, rings: [], problems: [] };
  }
  const shape = rawShapeOf(feature, true);
  if ('problem' in shape) return nowhere(shape.problem === 'notDegrees' ? 'notDegrees' : 'positionMissing');
  const [outer = []] = shape.rings;
  return { ...shared, spot: centreOf(outer), rings: shape.rings, problems: [] };
}

function pointOf(coordinates: unknown): Corner | null {
  if (!Array.isArray(coordinates)) return null;
  const [x, y]: unknown[] = coordinates;
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
}
