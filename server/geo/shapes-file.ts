/**
 * A file of shapes, whatever wrote it: GeoJSON (RFC 7946), as it is or with gzip, or a
 * zipped Shapefile. The only file that knows the Shapefile library.
 *
 * Coordinates come out in degrees, in whatever datum they were; a Shapefile's projection
 * is undone by its .prj. It is called in a worker thread that has little memory and time.
 */
import { gunzipSync } from 'node:zlib';
import { parseDbf, parseShp } from 'shpjs';
import { z } from 'zod';
import type { ImportProblemCode } from '../../config/contract/grid-import.ts';
import { readZip } from './zip-entries.ts';

const Geometry = z.looseObject({ type: z.string(), coordinates: z.unknown().optional() }).nullable().catch(null);
const Feature = z.looseObject({
  properties: z.record(z.string(), z.unknown()).nullable().catch(null),
  geometry: Geometry,
});
const Collection = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()),
  crs: z
    .looseObject({ properties: z.looseObject({ name: z.string() }) })
    .optional()
    .catch(undefined),
});

export type ShapeFeature = { properties: Record<string, unknown>; geometry: z.infer<typeof Geometry> };
export type ShapesFile = { features: ShapeFeature[]; problem: ImportProblemCode | null };

/** The most an archive may become. */
const MOST_BYTES = 40_000_000;
const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b];
/** What RFC 7946 has, and what older files call the same; CGCS2000 is as good. */
const OUR_CRS = /(CRS84|EPSG:+(?:[\d.]*:)?(?:4326|4490|4979))$/i;
/** Datums of before 2008, a hundred metres off, which a .prj alone does not bring to WGS-84. */
const OLD_DATUM = /beijing.?(19)?54|xian.?(19)?80/i;

/** `isSystemNamed`: somebody said what the coordinates are in, so a Shapefile needs no .prj. */
export function readShapes(bytes: Buffer, isSystemNamed: boolean): ShapesFile {
  if (startsWith(bytes, ZIP)) return readShapefile(bytes, isSystemNamed);
  const plain = startsWith(bytes, GZIP) ? unpacked(bytes) : bytes;
  return plain ? readGeoJson(plain, isSystemNamed) : refused('notReadable');
}

function readGeoJson(bytes: Buffer, isSystemNamed: boolean): ShapesFile {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refused('notGeoJson');
  }
  const collection = Collection.safeParse(json);
  if (!collection.success) return refused('notGeoJson');
  const { features, crs } = collection.data;
  if (crs && !OUR_CRS.test(crs.properties.name) && !isSystemNamed) return refused('otherCrs');
  return { features: features.map(toFeature), problem: features.length === 0 ? 'noShapes' : null };
}

function readShapefile(bytes: Buffer, isSystemNamed: boolean): ShapesFile {
  const files = readZip(bytes, MOST_BYTES);
  if (!files) return refused('notReadable');
  const stems = [...files.keys()].filter((name) => name.endsWith('.shp')).map((name) => name.slice(0, -4));
  if (stems.length === 0) return refused('noShapes');
  const prjs = stems.map((stem) => files.get(`${stem}.prj`)?.toString('utf8'));
  if (prjs.some((prj) => prj === undefined) && !isSystemNamed) return refused('noProjection');
  if (prjs.some((prj) => OLD_DATUM.test(prj ?? ''))) return refused('oldDatum');
  try {
    const features = stems.flatMap((stem, index) => featuresOf(files, stem, prjs[index]));
    return { features, problem: features.length === 0 ? 'noShapes' : null };
  } catch {
    // A .shp that is none, or is cut off.
    return refused('notReadable');
  }
}

function featuresOf(files: ReadonlyMap<string, Buffer>, stem: string, prj: string | undefined): ShapeFeature[] {
  const shp = files.get(`${stem}.shp`) ?? Buffer.alloc(0);
  const dbf = files.get(`${stem}.dbf`);
  const geometries = parseShp(shp, prj);
  const rows = dbf ? attributesOf(dbf, files.get(`${stem}.cpg`)?.toString('utf8').trim()) : [];
  return geometries.map((geometry, index) => toFeature({ geometry, properties: rows[index] ?? {} }));
}

/** Chinese offices write GBK and often do not say so. */
function attributesOf(dbf: Buffer, encoding: string | undefined): unknown[] {
  const [said, gbk] = [encoding ?? 'utf-8', 'gb18030'].map((name) => parseDbf(dbf, Buffer.from(name)));
  const isGarbled = JSON.stringify(said ?? []).includes('\uFFFD');
  return (isGarbled ? gbk : said) ?? [];
}

function toFeature(raw: unknown): ShapeFeature {
  const feature = Feature.safeParse(raw);
  return feature.success
    ? { properties: feature.data.properties ?? {}, geometry: feature.data.geometry }
    : { properties: {}, geometry: null };
}

function unpacked(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function refused(problem: ImportProblemCode): ShapesFile {
  return { features: [], problem };
}
