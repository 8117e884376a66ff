/** Grids as the page of grids draws them: base grids, what is laid over them, the one in hand, and what is wrong. */
import type { Layer } from '@deck.gl/core';
import { PathLayer, PolygonLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { ImportedItem } from '../../../config/contract/grid-import.ts';
import { polygonsOf } from '../../../config/contract/grid-shape.ts';
import type { Grid, Rings } from '../../../config/contract/place.ts';
import { centreOf, type Point } from '../map/geometry.ts';
import { withAlpha } from '../map/map-colours.ts';
import type { Look } from '../map/map-layers.ts';

export type DrawnGrids = {
  base: readonly Grid[];
  governance: readonly Grid[];
  /** Base grids nobody cares for. */
  unstaffed: ReadonlySet<string>;
  selectedId: string | null;
  /** Base grids that are chosen for a governance grid. */
  chosenIds: readonly string[];
};
export type Marked = { rings: Rings; at: Point | null };

/** Letters are as large as the ground, so that two thousand names are no clutter from afar. */
const NAME = { metres: 26, mostPixels: 13 };

export function drawnGrids({ base, governance, ...of }: DrawnGrids, { colours, font }: Look): Layer[] {
  const overlaid = governance.flatMap(({ id, rings }) => polygonsOf(rings).map((part) => ({ id, part })));
  const isChosen = ({ id }: { id: string }) => of.chosenIds.includes(id);
  const fill = (grid: Grid) => {
    if (grid.id === of.selectedId || isChosen(grid)) return withAlpha(colours.accent, 0.34);
    return of.unstaffed.has(grid.id) ? withAlpha(colours.warning, 0.16) : colours.block;
  };
  return [
    new PolygonLayer<Grid>({
      id: 'page-grids',
      data: base,
      getPolygon: ({ rings }) => rings as Point[][],
      positionFormat: 'XY',
      getFillColor: fill,
      stroked: true,
      getLineColor: withAlpha(colours.quietText, 0.7),
      getLineWidth: 1.2,
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: [of.selectedId, of.chosenIds, of.unstaffed] },
    }),
    new PolygonLayer<(typeof overlaid)[number]>({
      id: 'page-governance',
      data: overlaid,
      getPolygon: ({ part }) => part as Point[][],
      positionFormat: 'XY',
      getFillColor: ({ id }) => withAlpha(colours.governance, id === of.selectedId ? 0.32 : 0.08),
      stroked: true,
      getLineColor: withAlpha(colours.governance, 0.9),
      getLineWidth: ({ id }) => (id === of.selectedId ? 4 : 2.5),
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: [of.selectedId], getLineWidth: [of.selectedId] },
    }),
    ...names('page-grid-names', base, { colour: colours.quietText, font, down: 0 }),
    ...names('page-governance-names', governance, { colour: colours.governance, font, down: 20 }),
  ];
}

/** As it was, over as it is. */
export function ghostLayer(rings: Rings, { colours }: Look): Layer {
  return new PathLayer<Point[]>({
    id: 'page-ghost',
    data: rings as Point[][],
    getPath: (ring) => ring.flat(),
    positionFormat: 'XY',
    getColor: colours.notice,
    getWidth: 3,
    widthUnits: 'pixels',
    jointRounded: true,
  });
}

/** The boundary under the hand; its corners are drawn by the page. */
export function draftLayers(rings: readonly (readonly Point[])[], isDrawing: boolean, { colours }: Look): Layer[] {
  const closed = rings
    .filter(({ length }) => length > 0)
    .map((ring) => [...ring, ...(isDrawing ? [] : ring.slice(0, 1))]);
  return [
    new PolygonLayer<Point[][]>({
      id: 'page-draft-area',
      data: !isDrawing && closed.length > 0 ? [closed] : [],
      getPolygon: (each) => each,
      positionFormat: 'XY',
      stroked: false,
      getFillColor: withAlpha(colours.accent, 0.24),
    }),
    new PathLayer<Point[]>({
      id: 'page-draft-line',
      data: closed,
      getPath: (ring) => ring.flat(),
      positionFormat: 'XY',
      getColor: colours.accent,
      getWidth: 2.5,
      widthUnits: 'pixels',
      jointRounded: true,
    }),
  ];
}

/** What is too much or missing, and where. */
export function markedLayers(marked: readonly Marked[], { colours }: Look): Layer[] {
  const parts = marked.flatMap(({ rings }) => polygonsOf(rings));
  return [
    new PolygonLayer<Rings>({
      id: 'page-marked',
      data: parts,
      getPolygon: (part) => part as Point[][],
      positionFormat: 'XY',
      getFillColor: withAlpha(colours.warning, 0.45),
      stroked: true,
      getLineColor: colours.warning,
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
    }),
    new ScatterplotLayer<Marked>({
      id: 'page-marked-places',
      data: marked.filter(({ at }) => at !== null),
      getPosition: ({ at }) => at ?? [0, 0],
      getRadius: 9,
      radiusUnits: 'pixels',
      stroked: true,
      filled: false,
      getLineColor: colours.warning,
      getLineWidth: 2.5,
      lineWidthUnits: 'pixels',
    }),
  ];
}

/** Shapes of a file that is looked over: what comes, and what is wrong by itself. */
export function importedLayers(items: readonly ImportedItem[], { colours, font }: Look): Layer[] {
  const parts = items.flatMap(({ rings, outcome }) => polygonsOf(rings).map((part) => ({ part, outcome })));
  const colourOf = ({ outcome }: { outcome: ImportedItem['outcome'] }) =>
    outcome === 'bad' ? colours.warning : colours.accent;
  return [
    new PolygonLayer<(typeof parts)[number]>({
      id: 'imported',
      data: parts,
      getPolygon: ({ part }) => part as Point[][],
      positionFormat: 'XY',
      getFillColor: (each) => withAlpha(colourOf(each), 0.18),
      stroked: true,
      getLineColor: colourOf,
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
    }),
    ...names(
      'imported-names',
      items.filter(({ rings }) => rings.length > 0),
      { colour: colours.text, font, down: 16 },
    ),
  ];
}

type Named = { name: string; rings: Rings };
type Ink = { colour: [number, number, number, number]; font: string; down: number };

function names(id: string, data: readonly Named[], { colour, font, down }: Ink): Layer[] {
  if (data.length === 0) return [];
  return [
    new TextLayer<Named>({
      id,
      data,
      getText: ({ name }) => name,
      getPosition: ({ rings }) => centreOf(rings),
      getSize: NAME.metres,
      sizeUnits: 'meters',
      sizeMaxPixels: NAME.mostPixels,
      getPixelOffset: [0, down],
      getColor: colour,
      fontFamily: font,
      characterSet: 'auto',
    }),
  ];
}
