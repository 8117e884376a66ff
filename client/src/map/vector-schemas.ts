/**
 * Where each part of the ground is in vector tiles, by the schema that they are made after:
 * https://openmaptiles.org/schema and https://docs.protomaps.com/basemaps/layers.
 */
import type { ExpressionFilterSpecification } from 'maplibre-gl';
import type { BaseMapSchema } from '../../../config/contract/base-map.ts';

export type GroundPart =
  | ('green' | 'yards' | 'water' | 'streams' | 'buildings' | 'borders')
  | ('rails' | 'paths' | 'lanes' | 'streets' | 'mainRoads')
  | ('waterNames' | 'roadNames' | 'placeNames');
/** A layer of the tiles, and which of its features; all of them where nothing is said. */
type Place = [sourceLayer: string, filter?: ExpressionFilterSpecification];

const omt = (...classes: string[]) => oneOf('class', classes);
const kinds = (...names: string[]) => oneOf('kind', names);
/** Borders within a county say nothing that the grids do not say better. */
const LEAST_ADMIN_LEVEL = 6;
/** Protomaps tells a trunk road from a side road of the same kind by its OpenStreetMap tag only. */
const isMainRoad = oneOf('kind_detail', ['trunk', 'trunk_link', 'primary', 'primary_link']);

export const GROUND: Record<BaseMapSchema, Record<GroundPart, Place[]>> = {
  openmaptiles: {
    green: [
      ['landcover', omt('wood', 'grass', 'wetland', 'farmland')],
      ['landuse', omt('cemetery', 'pitch', 'playground', 'stadium')],
      ['park'],
    ],
    yards: [
      ['landuse', omt('school', 'kindergarten', 'university', 'college', 'hospital', 'industrial', 'railway')],
      ['aeroway'],
    ],
    water: [['water']],
    streams: [['waterway']],
    buildings: [['building']],
    borders: [['boundary', ['<=', ['get', 'admin_level'], LEAST_ADMIN_LEVEL]]],
    rails: [['transportation', omt('rail', 'transit')]],
    paths: [['transportation', omt('path', 'track')]],
    lanes: [['transportation', omt('minor', 'service', 'busway', 'raceway')]],
    streets: [['transportation', omt('secondary', 'tertiary')]],
    mainRoads: [['transportation', omt('motorway', 'trunk', 'primary')]],
    waterNames: [['water_name']],
    roadNames: [['transportation_name']],
    placeNames: [['place', omt('city', 'town', 'village', 'suburb', 'quarter', 'neighbourhood')]],
  },
  protomaps: {
    green: [
      ['landcover', kinds('grassland', 'forest', 'scrub', 'farmland')],
      ['landuse', kinds('park', 'national_park', 'nature_reserve', 'protected_area', 'forest', 'wood', 'garden')],
      ['landuse', kinds('grass', 'grassland', 'scrub', 'cemetery', 'pitch', 'playground', 'recreation_ground')],
    ],
    yards: [
      ['landuse', kinds('school', 'kindergarten', 'university', 'college', 'hospital', 'industrial', 'railway')],
      ['landuse', kinds('aerodrome', 'runway', 'taxiway')],
    ],
    water: [['water']],
    streams: [['water']],
    // The others are addresses.
    buildings: [['buildings', kinds('building', 'building_part')]],
    borders: [['boundaries', ['<=', ['get', 'kind_detail'], LEAST_ADMIN_LEVEL]]],
    rails: [['roads', kinds('rail')]],
    paths: [['roads', kinds('path')]],
    lanes: [['roads', kinds('minor_road', 'other')]],
    streets: [['roads', ['all', kinds('major_road'), ['!', isMainRoad]]]],
    mainRoads: [['roads', ['any', kinds('highway'), ['all', kinds('major_road'), isMainRoad]]]],
    waterNames: [['water']],
    roadNames: [['roads', kinds('highway', 'major_road', 'minor_road')]],
    placeNames: [['places', kinds('locality', 'macrohood', 'neighbourhood')]],
  },
};

function oneOf(key: string, values: string[]): ExpressionFilterSpecification {
  return ['in', ['get', key], ['literal', values]];
}
