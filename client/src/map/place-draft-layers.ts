/** The camera that is being placed, drawn as it would be saved. */
import type { Layer } from '@deck.gl/core';
import { IconLayer, PolygonLayer } from '@deck.gl/layers';
import type { CameraPlace } from '../cameras/camera-place.rules.ts';
import { type Point, viewWedge } from './geometry.ts';
import { withAlpha } from './map-colours.ts';
import type { Look } from './map-layers.ts';
import type { CameraMark } from './map-pins.rules.ts';

const SIZE = 32;

export function placeDraftLayers(place: CameraPlace, mark: CameraMark, { colours, atlas }: Look): Layer[] {
  const { position, bearingDegrees } = place;
  if (!position) return [];
  return [
    new PolygonLayer<{ wedge: Point[] }>({
      id: 'draft-view',
      data: bearingDegrees === null ? [] : [{ wedge: viewWedge(position, bearingDegrees, place) }],
      getPolygon: ({ wedge }) => wedge,
      positionFormat: 'XY',
      getFillColor: withAlpha(colours.accent, 0.3),
      getLineColor: colours.accent,
      getLineWidth: 1.5,
      lineWidthUnits: 'pixels',
    }),
    new IconLayer<{ position: NonNullable<CameraPlace['position']> }>({
      id: 'draft-camera',
      data: [{ position }],
      iconAtlas: atlas.picture as unknown as string,
      iconMapping: atlas.mapping,
      sizeUnits: 'pixels',
      getIcon: () => `camera-${mark}`,
      getPosition: ({ position: { longitude, latitude } }) => [longitude, latitude],
      getSize: SIZE,
    }),
  ];
}
