/**
 * The site's base map under everything the console draws.
 *
 * Tiles in GCJ-02 or BD-09 show the ground some 500 m aside: each of our tiles is then put
 * together from the four of theirs that show its ground. Within one tile the shift is the
 * same to less than a pixel from the zoom of a district on.
 */
import gcoord from 'gcoord';
import maplibregl, { type Map as StreetMap } from 'maplibre-gl';
import type { BaseMap } from '../../../config/contract/base-map.ts';
import type { GeoSystem } from '../../../config/contract/grid-import.ts';
import { tileShift } from './base-map.rules.ts';
import type { MapColours } from './map-colours.ts';
import { vectorStyle } from './vector-style.ts';

export const BASE_END = 'base-end';
/** Of what could not be had. */
export const ASK_AGAIN_MS = 30_000;
const PROTOCOL = 'moved';
const TILE_PX = 256;
/** A bright base map would outshine what calls for attention. */
const DIMMED = { 'raster-brightness-max': 0.5, 'raster-saturation': -0.6, 'raster-contrast': -0.1 };

let isProtocolKnown = false;

type Shown = { baseMap: BaseMap; colours: MapColours; font: string };

/** `tell` hears whether its tiles come; those that do not are asked for again. Returns the way to stop listening. */
export function addBaseMap(map: StreetMap, shown: Shown, tell: (answers: boolean) => void): () => void {
  const { baseMap } = shown;
  const sources = baseMap.kind === 'raster' ? addPictures(map, baseMap) : addVectors(map, baseMap, shown);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const askAgain = () => {
    waiting = undefined;
    for (const source of sources) map.refreshTiles(source);
  };
  const isOurs = (event: object) => 'sourceId' in event && sources.includes(String(event.sourceId));
  const failed = (event: object) => {
    if (!isOurs(event)) return;
    tell(false);
    waiting ??= setTimeout(askAgain, ASK_AGAIN_MS);
  };
  const came = (event: object) => isOurs(event) && 'tile' in event && tell(true);
  map.on('error', failed);
  map.on('data', came);
  return () => {
    clearTimeout(waiting);
    map.off('error', failed);
    map.off('data', came);
  };
}

function addPictures(map: StreetMap, baseMap: BaseMap & { kind: 'raster' }): string[] {
  if (baseMap.system !== 'wgs84') knowProtocol();
  return baseMap.layers.map((tiles, index) => {
    const id = `base-${index}`;
    map.addSource(id, {
      type: 'raster',
      tiles: baseMap.system === 'wgs84' ? tiles.map(wholeAddress) : tiles.map((url) => movedUrl(url, baseMap.system)),
      tileSize: TILE_PX,
      ...extentOf(baseMap),
    });
    map.addLayer({ id, type: 'raster', source: id, paint: baseMap.isDark ? {} : DIMMED }, BASE_END);
    return id;
  });
}

function addVectors(
  map: StreetMap,
  baseMap: BaseMap & { kind: 'vector' },
  look: Pick<Shown, 'colours' | 'font'>,
): string[] {
  const source = 'base-0';
  map.addSource(source, { type: 'vector', tiles: baseMap.tiles.map(wholeAddress), ...extentOf(baseMap) });
  for (const layer of vectorStyle(source, { schema: baseMap.schema, ...look })) map.addLayer(layer, BASE_END);
  return [source];
}

function extentOf({ minZoom, maxZoom, bounds }: BaseMap) {
  return { minzoom: minZoom, maxzoom: maxZoom, ...(bounds && { bounds }) };
}

/** Vectors are fetched by a worker, which knows of no page that an address could be relative to. */
function wholeAddress(url: string): string {
  return url.startsWith('/') ? `${location.origin}${url}` : url;
}

function movedUrl(url: string, system: GeoSystem): string {
  return `${PROTOCOL}://${system}/{z}/{x}/{y}?${url.replaceAll('{', '<').replaceAll('}', '>')}`;
}

function knowProtocol(): void {
  if (isProtocolKnown) return;
  isProtocolKnown = true;
  maplibregl.addProtocol(PROTOCOL, async ({ url }, { signal }) => ({ data: await movedTile(url, signal) }));
}

async function movedTile(address: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const [path = '', ...template] = address.slice(`${PROTOCOL}://`.length).split('?');
  const [system = '', ...numbers] = path.split('/');
  const [z = 0, x = 0, y = 0] = numbers.map(Number);
  const url = template.join('?').replaceAll(/<|%3C/g, '{').replaceAll(/>|%3E/g, '}');
  const theirs = system === 'bd09' ? gcoord.BD09 : gcoord.GCJ02;
  const shift = tileShift({ z, x, y }, (corner) => gcoord.transform(corner, gcoord.WGS84, theirs));
  const canvas = new OffscreenCanvas(TILE_PX, TILE_PX);
  const context = canvas.getContext('2d');
  await Promise.all(
    shift.map(async (part) => {
      const answer = await fetch(
        url.replace('{z}', String(z)).replace('{x}', String(part.x)).replace('{y}', String(part.y)),
        { signal },
      );
      if (!answer.ok) throw new Error(`tile ${z}/${part.x}/${part.y}: ${answer.status}`);
      const picture = await createImageBitmap(await answer.blob());
      context?.drawImage(
        picture,
        Math.round(part.leftShare * TILE_PX),
        Math.round(part.topShare * TILE_PX),
        TILE_PX,
        TILE_PX,
      );
    }),
  );
  return (await canvas.convertToBlob()).arrayBuffer();
}
