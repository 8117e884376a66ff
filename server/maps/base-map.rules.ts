/** A site's base map out of its settings, and the hosts a browser may then ask for tiles. Pure. */
import type { BaseMap } from '../../config/contract/base-map.ts';
import type { Settings } from '../../config/settings/settings.ts';
import { type ArchiveFacts, archiveBaseMap } from './tile-archive.rules.ts';

/** 天地图 answers under eight names; its Web Mercator sets end in `_w`, and it is CGCS2000. */
const TIANDITU_HOSTS = Array.from({ length: 8 }, (_, index) => `https://t${index}.tianditu.gov.cn`);
/** Where the settings do not say. */
const USUAL_ZOOM = { picture: 18, vector: 14 };

/** `archive`: what a PMTiles archive says of itself; null where there is none, or it is not read yet. */
export function baseMapOf(settings: Settings['baseMap'], archive: ArchiveFacts | null): BaseMap | null {
  const { kind, url, key, attribution, system, maxZoom, isDark, schema } = settings;
  const common = { attribution, minZoom: 0, bounds: null };
  switch (kind) {
    case 'none':
      return null;
    case 'raster':
      return {
        ...common,
        kind: 'raster',
        from: hostOf(url),
        layers: [[url]],
        system,
        maxZoom: maxZoom || USUAL_ZOOM.picture,
        isDark,
      };
    case 'tianditu':
      return {
        ...common,
        kind: 'raster',
        from: 'tianditu.gov.cn',
        layers: ['vec', 'cva'].map((layer) => TIANDITU_HOSTS.map((host) => tiandituUrl(host, layer, key))),
        attribution: attribution || '天地图',
        system: 'wgs84',
        maxZoom: Math.min(maxZoom || USUAL_ZOOM.picture, USUAL_ZOOM.picture),
        isDark,
      };
    case 'vector':
      return {
        ...common,
        kind: 'vector',
        from: hostOf(url),
        tiles: [url],
        schema,
        maxZoom: maxZoom || USUAL_ZOOM.vector,
      };
    case 'pmtiles':
      return archive && archiveBaseMap(settings, archive);
  }
}

/** Exactly those: nothing else is let through by the console's content policy. */
export function originsOf(baseMap: BaseMap | null): string[] {
  const urls = baseMap?.kind === 'raster' ? baseMap.layers.flat() : (baseMap?.tiles ?? []);
  return [...new Set(urls.map(withoutPlaces).flatMap((url) => (URL.canParse(url) ? [new URL(url).origin] : [])))];
}

function tiandituUrl(host: string, layer: string, key: string): string {
  const query = `SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles`;
  return `${host}/${layer}_w/wmts?${query}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`;
}

function hostOf(url: string): string {
  return new URL(withoutPlaces(url)).host;
}

function withoutPlaces(url: string): string {
  return url.replaceAll(/[{}]/g, '');
}
