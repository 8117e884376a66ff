/**
 * Grids from files: what is sent, what would become of each shape or row, and what stands
 * against it. Nothing is kept until somebody agrees, and then all of it or nothing.
 */
import { z } from 'zod';
import { Ring } from './place.ts';

/** wgs84: CGCS2000 as well. gcj02: AMap, Tencent. bd09: Baidu. */
export const GeoSystem = z.enum(['wgs84', 'gcj02', 'bd09']);
export type GeoSystem = z.infer<typeof GeoSystem>;

/** As it is sent: a zipped Shapefile as it is, a GeoJSON or a sheet with gzip where it would be larger. */
export const MOST_IMPORT_BYTES = 700_000;
export const MOST_IMPORT_SHAPES = 5_000;

/**
 * base, community: shapes (GeoJSON, zipped Shapefile). governance: a sheet of codes (XLSX, CSV),
 * one base grid a row, which names the governance grid it belongs to.
 */
export const ImportTarget = z.enum(['base', 'governance', 'community']);
export type ImportTarget = z.infer<typeof ImportTarget>;

export const ShapeField = z.enum(['code', 'name', 'community']);
export type ShapeField = z.infer<typeof ShapeField>;
/** The attribute of the file that each field is read from; empty for none. */
export const ShapeFields = z.record(ShapeField, z.string().max(100));
export type ShapeFields = z.infer<typeof ShapeFields>;

export const ImportProblemCode = z.enum([
  // Of the file.
  'tooLarge',
  'notReadable',
  'notGeoJson',
  'noShapes',
  'tooManyShapes',
  'noProjection',
  'oldDatum',
  'otherCrs',
  'oldFormat',
  'badEncoding',
  'openQuote',
  'empty',
  'headingMissing',
  // Of a shape.
  'notPolygon',
  'severalParts',
  'notDegrees',
  'open',
  'tooSmall',
  'selfCrossing',
  'overlap',
  'outsideCommunity',
  'codeMissing',
  'codeWrong',
  'codeTwice',
  'codeTaken',
  'codeIsNumber',
  'nameMissing',
  'nameTooLong',
  // Of a row of codes.
  'baseMissing',
  'baseUnknown',
  'baseTwice',
  'baseTaken',
  'lineMissing',
  'rowsDiffer',
  'formula',
  // To be agreed to.
  'gap',
  'shifted',
]);
export type ImportProblemCode = z.infer<typeof ImportProblemCode>;

export const Agreed = z.enum(['gap', 'shifted']);
export type Agreed = z.infer<typeof Agreed>;

export const ImportProblem = z.object({
  code: ImportProblemCode,
  /** The shape as the file counts them, from 1, or the row of the sheet; null for the file as a whole. */
  row: z.int().nullable(),
  /** Where to look, and the part that is too much or missing. */
  at: z.tuple([z.number(), z.number()]).nullable(),
  rings: z.array(z.array(z.tuple([z.number(), z.number()]))),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export function isAgreedTo({ code }: Pick<ImportProblem, 'code'>, agreed: readonly Agreed[]): boolean {
  return agreed.some((each) => each === code);
}

export function mayBeAgreedTo({ code }: Pick<ImportProblem, 'code'>): boolean {
  return isAgreedTo({ code }, Agreed.options);
}

const file = z.base64().max(Math.ceil((MOST_IMPORT_BYTES * 4) / 3) + 4);

export const ImportGrids = z.strictObject({
  target: ImportTarget,
  fileName: z.string().max(200),
  /** Base64. */
  file,
  /** What the coordinates are in; null for what the file says: GeoJSON is WGS-84, a Shapefile has its .prj. */
  system: GeoSystem.nullable().default(null),
  /** Null for what is found by the attributes’ names. */
  fields: ShapeFields.nullable().default(null),
  agreed: z.array(Agreed).default([]),
});
export type ImportGrids = z.infer<typeof ImportGrids>;

export const ImportedItem = z.object({
  row: z.int(),
  code: z.string(),
  name: z.string(),
  community: z.string(),
  line: z.string(),
  /** Codes of the base grids of a governance grid. */
  baseCodes: z.array(z.string()),
  outcome: z.enum(['add', 'update', 'same', 'bad']),
  rings: z.array(Ring),
});
export type ImportedItem = z.infer<typeof ImportedItem>;

export const GridImportPreview = z.object({
  items: z.array(ImportedItem),
  problems: z.array(ImportProblem),
  /** Attributes of the file, and which of them were read. */
  columns: z.array(z.string()),
  fields: ShapeFields,
  /** The system that the coordinates fit better than the one they were read in. */
  suspected: GeoSystem.nullable(),
});
export type GridImportPreview = z.infer<typeof GridImportPreview>;

export const GridImportOutcome = z.object({ added: z.int(), updated: z.int(), same: z.int() });
export type GridImportOutcome = z.infer<typeof GridImportOutcome>;
