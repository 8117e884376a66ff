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
import { tileShift } from './base-map.rules.ts';

export const BASE_END = 'base-end';
const PROTOCOL = 'moved';
const TILE_PX = 256;
/** A bright base map would outshine what calls for attention. */
const DIMMED = { 'raster-brightness-max': 0.5, 'raster-saturation': -0.6, 'raster-contrast': -0.1 };

let isProtocolKnown = false;

/** `tell` hears whether its host answers. Returns the way to stop listening. */
export function addBaseMap(map: StreetMap, baseMap: BaseMap, tell: (answers: boolean) => void): () => void {
  if (baseMap.system !== 'wgs84') knowProtocol();
  for (const [index, tiles] of baseMap.layers.entries()) {
    const id = `base-${index}`;
    map.addSource(id, {
      type: 'raster',
      tiles:
        baseMap.system === 'wgs84'
          ? tiles
          : tiles.map(
              (url) => `${PROTOCOL}://${baseMap.system}/{z}/{x}/{y}?${url.replaceAll('{', '<').replaceAll('}', '>')}`,
            ),
      tileSize: TILE_PX,
      maxzoom: baseMap.maxZoom,
    });
    map.addLayer({ id, type: 'raster', source: id, paint: baseMap.isDark ? {} : DIMMED }, BASE_END);
  }
  const isOurs = (event: object) => 'sourceId' in event && String(event.sourceId).startsWith('base-');
  const failed = (event: object) => isOurs(event) && tell(false);
  const came = (event: object) => isOurs(event) && 'tile' in event && tell(true);
  map.on('error', failed);
  map.on('data', came);
  return () => {
    map.off('error', failed);
    map.off('data', came);
  };
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
