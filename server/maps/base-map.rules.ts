/** A site's base map out of its settings, and the hosts a browser may then ask for tiles. Pure. */
import type { BaseMap } from '../../config/contract/base-map.ts';
import type { Settings } from '../../config/settings/settings.ts';

/** 天地图 answers under eight names; its Web Mercator sets end in `_w`, and it is CGCS2000. */
const TIANDITU_HOSTS = Array.from({ length: 8 }, (_, index) => `https://t${index}.tianditu.gov.cn`);
const TIANDITU_ZOOM = 18;

export function baseMapOf({
  kind,
  url,
  key,
  attribution,
  system,
  maxZoom,
  isDark,
}: Settings['baseMap']): BaseMap | null {
  if (kind === 'none') return null;
  if (kind === 'raster') return { layers: [[url]], attribution, system, maxZoom, isDark };
  return {
    layers: ['vec', 'cva'].map((layer) => TIANDITU_HOSTS.map((host) => tiandituUrl(host, layer, key))),
    attribution: attribution || '天地图',
    system: 'wgs84',
    maxZoom: Math.min(maxZoom, TIANDITU_ZOOM),
    isDark,
  };
}

/** Exactly those: nothing else is let through by the console's content policy. */
export function originsOf(baseMap: BaseMap | null): string[] {
  return [...new Set(baseMap?.layers.flat().map((url) => new URL(withoutPlaces(url)).origin))];
}

function tiandituUrl(host: string, layer: string, key: string): string {
  const query = `SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles`;
  return `${host}/${layer}_w/wmts?${query}&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`;
}

function withoutPlaces(url: string): string {
  return url.replaceAll(/[{}]/g, '');
}
