/** What a PMTiles archive (version 3) says of itself, what stands against drawing it, and the base map it is. Pure. */
import { z } from 'zod';
import { BASE_MAP_LAYERS, type BaseMap, BaseMapSchema } from '../../config/contract/base-map.ts';
import type { Settings } from '../../config/settings/settings.ts';

/** By the numbers of the header (PMTiles 3, section 3.3). */
const TILE_TYPES: Record<number, { is: BaseMap['kind']; contentType: string }> = {
  1: { is: 'vector', contentType: 'application/vnd.mapbox-vector-tile' },
  2: { is: 'raster', contentType: 'image/png' },
  3: { is: 'raster', contentType: 'image/jpeg' },
  4: { is: 'raster', contentType: 'image/webp' },
  5: { is: 'raster', contentType: 'image/avif' },
};
const UNPACKED = [0, 1];
const GZIP = 2;
const MOST_ATTRIBUTION = 200;
const OWN_TILES = '/api/base-map/tiles/{z}/{x}/{y}';

/** Of the JSON that an archive carries; whoever made it is free to leave everything out. */
export const ArchiveMetadata = z
  .object({
    attribution: z.string().catch(''),
    vector_layers: z.array(z.object({ id: z.string() })).catch([]),
  })
  .catch({ attribution: '', vector_layers: [] });

export type ArchiveFacts = {
  /** Of its host or file. */
  name: string;
  specVersion: number;
  tileType: number;
  tileCompression: number;
  internalCompression: number;
  minZoom: number;
  maxZoom: number;
  bounds: [west: number, south: number, east: number, north: number];
  attribution: string;
  /** Empty where it does not say. */
  layerNames: string[];
};
type Wished = Pick<Settings['baseMap'], 'schema' | 'attribution' | 'isDark'>;

/** Undefined where nothing stands against it. */
export function archiveProblem(facts: ArchiveFacts, schema: BaseMapSchema): string | undefined {
  if (facts.specVersion !== 3) return `is PMTiles of version ${facts.specVersion}; make it one of version 3`;
  const type = TILE_TYPES[facts.tileType];
  if (!type) return 'has tiles that are neither MVT nor PNG, JPEG, WebP or AVIF';
  if (![...UNPACKED, GZIP].includes(facts.internalCompression) || ![...UNPACKED, GZIP].includes(facts.tileCompression))
    return 'is packed in another way than gzip; pack it with gzip';
  if (type.is === 'raster' || facts.layerNames.length === 0) return undefined;
  const known = knownLayers(schema, facts);
  const better = BaseMapSchema.options.find((other) => knownLayers(other, facts) > known);
  const said = `has the layers ${facts.layerNames.join(', ')}, which are not those of ${schema}`;
  if (better) return `${said}; set baseMap.schema to ${better}`;
  return known === 0 ? said : undefined;
}

export function archiveBaseMap({ schema, attribution, isDark }: Wished, facts: ArchiveFacts): BaseMap {
  const [west, south, east, north] = facts.bounds;
  const common = {
    from: facts.name,
    attribution: attribution || plainWords(facts.attribution),
    minZoom: facts.minZoom,
    maxZoom: facts.maxZoom,
    bounds: west < east && south < north ? facts.bounds : null,
  };
  return TILE_TYPES[facts.tileType]?.is === 'vector'
    ? { ...common, kind: 'vector', tiles: [OWN_TILES], schema }
    : { ...common, kind: 'raster', layers: [[OWN_TILES]], system: 'wgs84', isDark };
}

export function contentTypeOf({ tileType }: Pick<ArchiveFacts, 'tileType'>): string {
  return TILE_TYPES[tileType]?.contentType ?? 'application/octet-stream';
}

export function isGzip({ tileCompression }: Pick<ArchiveFacts, 'tileCompression'>): boolean {
  return tileCompression === GZIP;
}

const ENTITIES: Record<string, string> = {
  ...{ '&copy;': '©', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ', '&amp;': '&' },
};

/** Archives carry their attribution as HTML, which is shown as the text that it says. */
function plainWords(html: string): string {
  const text = html.replaceAll(/<[^>]*>/g, '').replaceAll(/&#?\w+;/g, (entity) => ENTITIES[entity] ?? entity);
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_ATTRIBUTION);
}

/** Both schemas have some names, such as `water`, so that the number of them tells. */
function knownLayers(schema: BaseMapSchema, { layerNames }: ArchiveFacts): number {
  return layerNames.filter((name) => BASE_MAP_LAYERS[schema].includes(name)).length;
}
