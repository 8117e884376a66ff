/** What is drawn on the map, as layers of deck.gl, from back to front. Nothing here moves by itself. */
import type { Layer } from '@deck.gl/core';
import { IconLayer, PathLayer, PolygonLayer, TextLayer, type TextLayerProps } from '@deck.gl/layers';
import { polygonsOf } from '../../../config/contract/grid-shape.ts';
import type { Grid, Position } from '../../../config/contract/place.ts';
import type { Selected } from '../selection/selection.ts';
import { centreOf, type Point, viewWedge } from './geometry.ts';
import { type MapColours, withAlpha } from './map-colours.ts';
import type { ShownLayers } from './map-filter.rules.ts';
import type { AlertPin, CameraPin, Pins, UnitPin } from './map-pins.rules.ts';
import { ALERT_OFFSET, incidentOffset } from './map-targets.ts';
import type { SymbolAtlas } from './symbol-atlas.ts';

export type MapSelection = Selected;
export type Look = { colours: MapColours; atlas: SymbolAtlas; font: string; isOnBaseMap?: boolean };

const STREET_METRES = 26;
const SIZE = { camera: 24, selected: 32, alert: 24, unit: 24, place: 36 };

export function gridLayers(
  grids: readonly Grid[],
  shown: Pick<ShownLayers, 'grids' | 'governance'>,
  { colours, font, isOnBaseMap = false }: Look,
): Layer[] {
  const base = grids.filter(({ kind }) => kind === 'base');
  const governance = grids.filter(({ kind }) => kind === 'governance');
  const ringsOf = (grid: Grid) => grid.rings as Point[][];
  // A governance grid may be several polygons, which one layer draws one by one.
  const parts = governance.flatMap((grid) => polygonsOf(grid.rings) as Point[][][]);
  return [
    new PolygonLayer<Grid>({
      id: 'grids',
      data: base,
      visible: shown.grids,
      getPolygon: ringsOf,
      positionFormat: 'XY',
      // What lies below it shows through.
      getFillColor: isOnBaseMap ? withAlpha(colours.block, 0.25) : colours.block,
      stroked: true,
      getLineColor: colours.outline,
      getLineWidth: 1.5,
      lineWidthUnits: 'pixels',
    }),
    new PathLayer<Grid>({
      id: 'streets',
      data: isOnBaseMap ? [] : base,
      getPath: (grid) => (ringsOf(grid)[0] ?? []).flat(),
      positionFormat: 'XY',
      getWidth: STREET_METRES,
      widthUnits: 'meters',
      jointRounded: true,
      capRounded: true,
      getColor: colours.street,
    }),
    new PolygonLayer<Point[][]>({
      id: 'governance',
      data: parts,
      visible: shown.governance,
      getPolygon: (part) => part,
      positionFormat: 'XY',
      filled: true,
      getFillColor: withAlpha(colours.governance, 0.1),
      stroked: true,
      getLineColor: withAlpha(colours.governance, 0.75),
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
    }),
    ...words<Grid>({
      id: 'grid-names',
      data: base,
      visible: shown.grids,
      getText: nameOf,
      getPosition: middleOf,
      getSize: 13,
      getColor: colours.quietText,
      fontFamily: font,
    }),
    ...words<Grid>({
      id: 'governance-names',
      data: governance,
      visible: shown.governance,
      getText: nameOf,
      getPosition: middleOf,
      getPixelOffset: [0, 22],
      getSize: 12,
      getColor: colours.governance,
      fontFamily: font,
    }),
  ];
}

/** Of those that are `near`, the names and what they look over are drawn too. */
export function cameraLayers(
  { cameras, near }: { cameras: Pins['cameras']; near: Pins['cameras'] },
  selection: Pick<MapSelection, 'cameraId'>,
  shown: Pick<ShownLayers, 'cameras' | 'names'>,
  look: Look,
): Layer[] {
  const { colours } = look;
  const { icons, plate } = pinLook(selection, look);
  const facing = near.filter(({ bearingDegrees }) => bearingDegrees !== null);
  const isChosen = (camera: CameraPin) => camera.cameraId === selection.cameraId;
  return [
    new PolygonLayer<CameraPin>({
      id: 'views',
      data: facing,
      visible: shown.cameras,
      getPolygon: ({ position, bearingDegrees, view }) => viewWedge(position, bearingDegrees ?? 0, view),
      positionFormat: 'XY',
      getFillColor: (camera) =>
        withAlpha(isChosen(camera) ? colours.accent : colours.text, isChosen(camera) ? 0.3 : 0.09),
      getLineColor: (camera) =>
        withAlpha(isChosen(camera) ? colours.accent : colours.text, isChosen(camera) ? 0.9 : 0.22),
      getLineWidth: 1,
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: [selection], getLineColor: [selection] },
    }),
    new IconLayer<CameraPin>({
      ...icons,
      id: 'cameras',
      data: cameras,
      visible: shown.cameras,
      getIcon: ({ mark }) => `camera-${mark}`,
      getPosition: pointOf,
      getSize: (camera) => (isChosen(camera) ? SIZE.selected : SIZE.camera),
    }),
    ...words<CameraPin>({
      ...plate,
      id: 'camera-names',
      data: near,
      visible: shown.cameras && shown.names,
      getText: nameOf,
      getPosition: pointOf,
      getPixelOffset: [0, 24],
    }),
  ];
}

export function alertLayers(
  alerts: Pins['alerts'],
  selection: Pick<MapSelection, 'alertId'>,
  shown: Pick<ShownLayers, 'alerts'>,
  look: Look,
): Layer[] {
  const { icons, plate } = pinLook(selection, look);
  return [
    new IconLayer<AlertPin>({
      ...icons,
      id: 'alerts',
      data: alerts,
      visible: shown.alerts,
      getIcon: ({ level }) => `alert-${level}`,
      getPosition: pointOf,
      getPixelOffset: ALERT_OFFSET,
      getSize: ({ alertIds }) => (alertIds.includes(selection.alertId ?? '') ? SIZE.selected : SIZE.alert),
    }),
    ...words<AlertPin>({
      ...plate,
      id: 'alert-counts',
      data: alerts.filter(({ alertIds }) => alertIds.length > 1),
      visible: shown.alerts,
      getText: ({ alertIds }) => `×${alertIds.length}`,
      getPosition: pointOf,
      getPixelOffset: [38, -16],
    }),
  ];
}

/** Where something is to be reported. */
export function placeLayer(position: Position, { atlas }: Look): Layer {
  return new IconLayer<{ position: Position }>({
    id: 'place',
    data: [{ position }],
    iconAtlas: atlas.picture as unknown as string,
    iconMapping: atlas.mapping,
    sizeUnits: 'pixels',
    getIcon: () => 'incident-general-none',
    getPosition: pointOf,
    getPixelOffset: incidentOffset({ isAtCamera: false }),
    getSize: SIZE.place,
  });
}

export function unitLayers(
  units: Pins['units'],
  selection: Pick<MapSelection, 'unitId'>,
  shown: Pick<ShownLayers, 'units'>,
  look: Look,
): Layer[] {
  const { icons } = pinLook(selection, look);
  return [
    new IconLayer<UnitPin>({
      ...icons,
      id: 'units',
      data: units,
      visible: shown.units,
      getIcon: () => 'unit',
      getPosition: pointOf,
      getSize: ({ unitId }) => (unitId === selection.unitId ? SIZE.selected : SIZE.unit),
    }),
  ];
}

function pinLook(selection: Partial<MapSelection>, { colours, atlas, font }: Look) {
  const icons = {
    iconAtlas: atlas.picture as unknown as string,
    iconMapping: atlas.mapping,
    sizeUnits: 'pixels' as const,
    updateTriggers: { getSize: [selection], getColor: [selection] },
  };
  const plate = {
    getSize: 12,
    getColor: colours.text,
    fontFamily: font,
    background: true,
    getBackgroundColor: withAlpha(colours.ground, 0.72),
    backgroundPadding: [4, 1] as [number, number],
  };
  return { icons, plate };
}

/** A text layer without a text has no letters to draw and complains about it, so there is none. */
function words<T>(props: TextLayerProps<T> & { data: readonly T[]; getText: (each: T) => string }): TextLayer<T>[] {
  const isBlank = props.data.every((each) => props.getText(each) === '');
  return isBlank ? [] : [new TextLayer<T>({ ...props, characterSet: 'auto' })];
}

function nameOf({ name }: { name: string }): string {
  return name;
}

function middleOf({ rings }: Grid): Point {
  return centreOf(rings);
}

function pointOf({ position }: { position: { longitude: number; latitude: number } }): Point {
  return [position.longitude, position.latitude];
}
