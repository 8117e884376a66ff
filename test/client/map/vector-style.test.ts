/** The look of vector base maps: what it reads of the tiles, that it is a style at all, and that nothing of it is fetched. */
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, test } from 'vitest';
import { type MapColours, type Rgba, rgbaOf } from '../../../client/src/map/map-colours.ts';
import { GROUND } from '../../../client/src/map/vector-schemas.ts';
import { vectorStyle } from '../../../client/src/map/vector-style.ts';
import { BASE_MAP_LAYERS, BaseMapSchema } from '../../../config/contract/base-map.ts';

const GREY: Rgba = rgbaOf('#808080');
const colours: MapColours = {
  ...{ ground: GREY, street: GREY, block: GREY, outline: GREY, water: rgbaOf('#000080'), green: GREY, building: GREY },
  ...{ road: GREY, text: GREY, quietText: GREY, governance: GREY, accent: GREY, critical: GREY, warning: GREY },
  notice: GREY,
};
const layersOf = (schema: BaseMapSchema) =>
  vectorStyle('base-0', { schema, colours, font: '"PingFang SC", \'Noto Sans SC\', sans-serif' });

describe.each(BaseMapSchema.options)('%s', (schema) => {
  test('every layer is read from one that the schema has', () => {
    const read = layersOf(schema).map((layer) => layer['source-layer'] ?? '');
    expect(read.filter((name) => !BASE_MAP_LAYERS[schema].includes(name))).toEqual([]);
  });

  test('every part of the ground is drawn, from the fields up to the names', () => {
    const parts = layersOf(schema).map(({ id }) => id.split('-')[1] ?? '');
    expect(new Set(parts)).toEqual(new Set(Object.keys(GROUND[schema])));
    expect(parts.indexOf('water')).toBeLessThan(parts.indexOf('mainRoads'));
    expect(parts.indexOf('mainRoads')).toBeLessThan(parts.indexOf('roadNames'));
  });

  test('ids are its own and begin so that they are known as a base map’s', () => {
    const ids = layersOf(schema).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !id.startsWith('base-'))).toEqual([]);
  });

  test('it is a valid style that names no address, sprite or glyphs', () => {
    const sources = { 'base-0': { type: 'vector' as const, tiles: [] } };
    expect(validateStyleMin({ version: 8, sources, layers: layersOf(schema) })).toEqual([]);
    expect(JSON.stringify(layersOf(schema))).not.toMatch(/https?:|icon-|pattern/);
  });

  test('names are Chinese where there are Chinese ones, in the fonts of the console', () => {
    const names = layersOf(schema).filter((layer) => layer.type === 'symbol');
    expect(names).toHaveLength(3);
    for (const { layout } of names) {
      expect(layout?.['text-field']).toEqual([
        'coalesce',
        ['get', 'name:zh-Hans'],
        ['get', 'name:zh'],
        ['get', 'name'],
      ]);
      expect(layout?.['text-font']).toEqual(['PingFang SC', 'Noto Sans SC', 'sans-serif']);
    }
  });
});
