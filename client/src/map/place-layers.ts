/** How places of the ground are drawn: quiet outlines and small dots, under everything that calls for attention. */
import type { Layer } from '@deck.gl/core';
import { PolygonLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { polygonsOf } from '../../../config/contract/grid-shape.ts';
import type { SeenPlaces } from '../../../config/contract/ground.ts';
import type { Position } from '../../../config/contract/place.ts';
import type { Point } from './geometry.ts';
import { withAlpha } from './map-colours.ts';
import type { Look } from './map-layers.ts';

type Seen = SeenPlaces['places'][number];

const NAMES_FROM_ZOOM = 17;
const RADIUS_PX = { address: 2, building: 3, component: 3, organisation: 4 } as const;

export function placesLayers(places: readonly Seen[], zoom: number, { colours, font }: Look): Layer[] {
  const outlines = places.flatMap((place) =>
    polygonsOf(place.rings).map((rings) => ({ place, rings: rings as Point[][] })),
  );
  const points = places.filter(({ rings }) => rings.length === 0);
  const named = zoom < NAMES_FROM_ZOOM ? [] : places.filter(({ kind }) => kind !== 'component');
  return [
    new PolygonLayer<(typeof outlines)[number]>({
      id: 'buildings',
      data: outlines,
      getPolygon: ({ rings }) => rings,
      positionFormat: 'XY',
      getFillColor: withAlpha(colours.text, 0.07),
      stroked: true,
      getLineColor: withAlpha(colours.text, 0.35),
      getLineWidth: 1,
      lineWidthUnits: 'pixels',
    }),
    new ScatterplotLayer<Seen>({
      id: 'place-points',
      data: points,
      getPosition: pointOf,
      radiusUnits: 'pixels',
      getRadius: ({ kind }) => RADIUS_PX[kind],
      getFillColor: ({ kind }) => withAlpha(kind === 'component' ? colours.governance : colours.text, 0.8),
      stroked: true,
      getLineColor: colours.ground,
      lineWidthUnits: 'pixels',
      getLineWidth: 1,
    }),
    ...(named.length === 0
      ? []
      : [
          new TextLayer<Seen>({
            id: 'place-names',
            data: named,
            getText: shortName,
            getPosition: pointOf,
            // Beside its point, where no address is written.
            getTextAnchor: ({ kind }) => (kind === 'organisation' ? 'start' : 'middle'),
            getPixelOffset: ({ kind }) => (kind === 'organisation' ? [8, 0] : [0, kind === 'building' ? 0 : 11]),
            getSize: ({ kind }) => (kind === 'address' ? 10 : 11),
            getColor: colours.quietText,
            fontFamily: font,
            characterSet: 'auto',
          }),
        ]),
  ];
}

/** Where it is asked what is there. */
export function hereLayer(position: Position, { colours }: Look): Layer {
  return new ScatterplotLayer<{ position: Position }>({
    id: 'here',
    data: [{ position }],
    getPosition: pointOf,
    radiusUnits: 'pixels',
    getRadius: 9,
    filled: true,
    getFillColor: withAlpha(colours.accent, 0.25),
    stroked: true,
    getLineColor: colours.accent,
    lineWidthUnits: 'pixels',
    getLineWidth: 2,
  });
}

/** Of an address the end, which tells it from its neighbours. */
function shortName({ kind, name }: Seen): string {
  if (kind !== 'address') return name;
  return /(\d+[^\d\s]*(?:之[一二三四五六七八九十]+)?)$/.exec(name)?.[1] ?? name;
}

function pointOf({ position }: { position: Position }): Point {
  return [position.longitude, position.latitude];
}
