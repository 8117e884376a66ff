/**
 * What stands on the ground (四标四实, without anybody who lives there): standard addresses,
 * buildings, components and organisations, each kind a layer that comes from files.
 */
import { z } from 'zod';
import { GeoSystem, ImportProblemCode } from './grid-import.ts';
import { Position, Ring } from './place.ts';

/** 标准地址, 楼栋, 部件, 场所与单位. */
export const PlaceKind = z.enum(['address', 'building', 'component', 'organisation']);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** Classes (大类) of components, by the seventh and eighth digit of their code. */
export const COMPONENT_CLASSES = {
  '01': '公用设施',
  '02': '道路交通设施',
  '03': '市容环境设施',
  '04': '园林绿化设施',
  '05': '其他部件',
} as const;
export const ComponentClass = z.enum(['01', '02', '03', '04', '05']);
export type ComponentClass = z.infer<typeof ComponentClass>;

export const Place = z.object({
  id: z.string(),
  kind: PlaceKind,
  /** One place's within its kind. */
  code: z.string(),
  name: z.string(),
  /** In full; of a standard address it is the address itself. */
  address: z.string(),
  /** Of a component its class by number (ComponentClass), of an organisation its line of trade; else empty. */
  category: z.string(),
  position: Position,
  /** Outline of a building; empty where only a point is known. */
  rings: z.array(Ring).max(200),
  floors: z.int().nullable(),
});
export type Place = z.infer<typeof Place>;

/** As a list or a map needs it: without outline. */
export const PlaceOutline = Place.omit({ rings: true, floors: true });
export type PlaceOutline = z.infer<typeof PlaceOutline>;

export const LONGEST = { code: 40, name: 100, address: 200, category: 40 } as const;
export const MOST_FOUND = 50;
export const MOST_IN_VIEW = 2_000;
export const MOST_PLACE_ROWS = 100_000;
export const MOST_PLACE_BYTES = 20_000_000;
/** Problems that are told; the others are counted. */
export const MOST_TOLD = 200;

const kinds = z
  .string()
  .transform((text) => text.split(',').filter((each) => each !== ''))
  .pipe(z.array(PlaceKind).min(1))
  .optional();
const degrees = z.coerce.number();

/** `kinds` with commas between them; none are all. */
export const FindPlaces = z.object({ q: z.string().trim().min(1).max(100), kinds });
export type FindPlaces = z.output<typeof FindPlaces>;

export const PlacesInView = z.object({
  west: degrees.min(-180).max(180),
  south: degrees.min(-90).max(90),
  east: degrees.min(-180).max(180),
  north: degrees.min(-90).max(90),
  kinds,
});
export type PlacesInView = z.output<typeof PlacesInView>;

/** `isCut`: there are more than are told. */
export const FoundPlaces = z.object({ places: z.array(PlaceOutline), isCut: z.boolean() });
export type FoundPlaces = z.infer<typeof FoundPlaces>;
export const SeenPlaces = z.object({ places: z.array(Place.omit({ floors: true })), isCut: z.boolean() });
export type SeenPlaces = z.infer<typeof SeenPlaces>;

export const WhatIsHere = z.object({
  longitude: degrees.min(-180).max(180),
  latitude: degrees.min(-90).max(90),
  /** How far around. */
  withinM: z.coerce.number().int().min(1).max(1_000).default(100),
});
export type WhatIsHere = z.output<typeof WhatIsHere>;

const NearPlace = PlaceOutline.extend({ awayM: z.int() });
export type NearPlace = z.infer<typeof NearPlace>;

export const Here = z.object({
  /** The nearest standard address within reach. */
  address: NearPlace.nullable(),
  /** The building that the position lies in. */
  building: Place.nullable(),
  /** The nearest first. */
  components: z.array(NearPlace),
  organisations: z.array(NearPlace),
  grid: z.object({ id: z.string(), code: z.string(), name: z.string() }).nullable(),
  community: z.string(),
  /** Who answers for the grid (一格一员); those with the main part first. */
  members: z.array(z.object({ personId: z.string(), name: z.string() })),
});
export type Here = z.infer<typeof Here>;

/** A layer as it is now, and what happened to it last. */
export const PlaceLayer = z.object({
  kind: PlaceKind,
  count: z.int(),
  last: z
    .discriminatedUnion('did', [
      z.object({
        did: z.literal('imported'),
        fileName: z.string(),
        added: z.int(),
        changed: z.int(),
        same: z.int(),
        removed: z.int(),
        atMs: z.int(),
        byName: z.string(),
      }),
      z.object({ did: z.literal('removed'), reason: z.string(), count: z.int(), atMs: z.int(), byName: z.string() }),
    ])
    .nullable(),
});
export type PlaceLayer = z.infer<typeof PlaceLayer>;

export const RemovePlaceLayer = z.strictObject({ reason: z.string().trim().min(2).max(200) });
export type RemovePlaceLayer = z.infer<typeof RemovePlaceLayer>;

/** The file itself is the request’s body. */
export const ImportPlaces = z.object({
  fileName: z.string().min(1).max(200),
  /** Null for what the column of the kind says of each row. */
  kind: PlaceKind.nullable().default(null),
  /** Null for what the file says; a sheet is WGS-84. */
  system: GeoSystem.nullable().default(null),
  /** Places of these kinds that the file has no more are taken off the layer. */
  removesGone: z.stringbool().default(false),
  /** That it looks shifted was seen and is agreed to. */
  agreesShifted: z.stringbool().default(false),
});
export type ImportPlaces = z.output<typeof ImportPlaces>;

const PlaceProblemCode = z.enum([
  ...ImportProblemCode.options,
  // Of the file.
  'tooManyRows',
  'notPlaces',
  'personalColumn',
  // Of a row.
  'kindMissing',
  'kindUnknown',
  'positionMissing',
  'numberUnreadable',
  'outsideStreet',
  'addressMissing',
  'componentCode',
  'componentClass',
  'personalNumber',
  'tooLong',
]);

/** `row` as the file counts, from 1: of a sheet its row, of shapes the shape. `field` as the file calls it. */
export const PlaceProblem = z.object({
  code: PlaceProblemCode,
  row: z.int().nullable(),
  field: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PlaceProblem = z.infer<typeof PlaceProblem>;

export const PlaceCounts = z.object({
  kind: PlaceKind,
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  /** In the layer and not in the file. */
  gone: z.int(),
});
export type PlaceCounts = z.infer<typeof PlaceCounts>;

export const PlaceImportPreview = z.object({
  rowCount: z.int(),
  counts: z.array(PlaceCounts),
  /** The first of them; `problemCount` is of all. */
  problems: z.array(PlaceProblem),
  problemCount: z.int(),
  /** How the columns of the file were understood, empty for none. */
  columns: z.record(z.string(), z.string()),
  suspected: GeoSystem.nullable(),
  /** Some of what was read, to be looked at. */
  examples: z.array(PlaceOutline.omit({ id: true }).extend({ row: z.int() })),
});
export type PlaceImportPreview = z.infer<typeof PlaceImportPreview>;

export const PlaceImportOutcome = z.object({ counts: z.array(PlaceCounts), layers: z.array(PlaceLayer) });
export type PlaceImportOutcome = z.infer<typeof PlaceImportOutcome>;
