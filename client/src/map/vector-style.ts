/**
 * How a base map of vectors looks: our own, dark and quiet, whatever schema its tiles are made after.
 *
 * Nothing of it is fetched: no style, no sprite, and no glyphs; where a style names none, MapLibre
 * draws every letter with the fonts of this machine. Pure.
 */
import type {
  ExpressionFilterSpecification,
  ExpressionSpecification,
  FillLayerSpecification,
  LineLayerSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import type { BaseMapSchema } from '../../../config/contract/base-map.ts';
import { cssColour, type MapColours, mixed, type Rgba } from './map-colours.ts';
import { GROUND, type GroundPart } from './vector-schemas.ts';

type VectorLayer = FillLayerSpecification | LineLayerSpecification | SymbolLayerSpecification;
type Common = { id: string; source: string; 'source-layer': string };
type Draw = (common: Common, filter: ExpressionFilterSpecification | undefined) => VectorLayer;
export type StyleNeeds = {
  schema: BaseMapSchema;
  colours: MapColours;
  /** A list as in CSS. */
  font: string;
};

/** The name in Chinese where there is one, else as it is written there. */
const NAME: ExpressionSpecification = ['coalesce', ['get', 'name:zh-Hans'], ['get', 'name:zh'], ['get', 'name']];
/** Zooms of a district and of a doorstep, between which lines grow. */
const FAR = 10;
const NEAR = 20;

export function vectorStyle(source: string, { schema, colours, font }: StyleNeeds): VectorLayer[] {
  return drawings(colours, font).flatMap(([part, draw]) =>
    GROUND[schema][part].map(([sourceLayer, filter], nth) =>
      draw({ id: `base-${part}-${nth}`, source, 'source-layer': sourceLayer }, filter),
    ),
  );
}

/** From the lowest to the topmost. */
function drawings(colours: MapColours, font: string): [GroundPart, Draw][] {
  const { ground, water, green, building, road, text, quietText } = colours;
  const words = { font, halo: ground };
  return [
    ['green', area(green)],
    ['yards', area(mixed(ground, building, 0.55))],
    ['water', area(water)],
    ['streams', line(water, { far: 1.2, near: 12 })],
    ['buildings', area(building, 14)],
    ['borders', line(road, { far: 1, near: 3, dashes: [4, 3] })],
    ['rails', line(road, { far: 0.8, near: 5, dashes: [5, 2] })],
    ['paths', line(road, { far: 0.4, near: 5, dashes: [2, 1.5], minZoom: 14 })],
    ['lanes', line(mixed(ground, road, 0.75), { far: 0.4, near: 24, minZoom: 12 })],
    ['streets', line(road, { far: 0.8, near: 34 })],
    ['mainRoads', line(mixed(road, text, 0.12), { far: 1.4, near: 44 })],
    ['waterNames', names(mixed(water, text, 0.5), { ...words, size: 13 })],
    ['roadNames', names(mixed(ground, quietText, 0.85), { ...words, size: 12, minZoom: 14, isAlong: true })],
    ['placeNames', names(mixed(ground, quietText, 0.9), { ...words, size: 14 })],
  ];
}

function area(colour: Rgba, minZoom = 0): Draw {
  return (common, filter) => ({
    ...common,
    type: 'fill',
    minzoom: minZoom,
    filter: within('Polygon', filter),
    paint: { 'fill-color': cssColour(colour) },
  });
}

type Stroke = { far: number; near: number; dashes?: number[]; minZoom?: number };

function line(colour: Rgba, { far, near, dashes, minZoom = 0 }: Stroke): Draw {
  return (common, filter) => ({
    ...common,
    type: 'line',
    minzoom: minZoom,
    filter: within('LineString', filter),
    layout: { 'line-cap': dashes ? 'butt' : 'round', 'line-join': 'round' },
    paint: {
      'line-color': cssColour(colour),
      'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], FAR, far, NEAR, near],
      ...(dashes && { 'line-dasharray': dashes }),
    },
  });
}

type Words = { font: string; halo: Rgba; size: number; minZoom?: number; isAlong?: boolean };

function names(colour: Rgba, { font, halo, size, minZoom = 0, isAlong = false }: Words): Draw {
  return (common, filter) => ({
    ...common,
    type: 'symbol',
    minzoom: minZoom,
    filter: filter ? ['all', ['has', 'name'], filter] : ['has', 'name'],
    layout: {
      'text-field': NAME,
      'text-font': font.split(',').map((family) => family.trim().replaceAll(/^["']|["']$/g, '')),
      'text-size': size,
      'text-max-width': 8,
      'symbol-placement': isAlong ? 'line' : 'point',
      'text-padding': 6,
      'text-letter-spacing': 0.08,
    },
    paint: { 'text-color': cssColour(colour), 'text-halo-color': cssColour(halo), 'text-halo-width': 1.4 },
  });
}

/** Tiles keep areas, lines and points of one thing in one layer. */
function within(
  shape: 'Polygon' | 'LineString',
  filter?: ExpressionFilterSpecification,
): ExpressionFilterSpecification {
  const isOfShape: ExpressionFilterSpecification = ['==', ['geometry-type'], shape];
  return filter ? ['all', isOfShape, filter] : isOfShape;
}
