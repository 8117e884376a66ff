/** How people on duty are drawn: by their state, with name and the age of their position, and the way one of them came. */
import type { Layer } from '@deck.gl/core';
import { IconLayer, PathLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { DutyPoint } from '../../../config/contract/duty.ts';
import { withAlpha } from './map-colours.ts';
import type { Look } from './map-layers.ts';
import { PERSON_OFFSET } from './map-targets.ts';
import type { PersonPin } from './person-pins.rules.ts';

const SIZE = { one: 28, chosen: 36 };
/** Of more people than these the names would hide the street; the chosen one keeps theirs. */
const NAMES_MOST = 60;

type Drawn = {
  people: readonly PersonPin[];
  trail: readonly DutyPoint[];
  chosenId: string | null;
  ago: (ageMs: number) => string;
};

export function personLayers({ people, trail, chosenId, ago }: Drawn, { colours, atlas, font }: Look): Layer[] {
  const named = people.length > NAMES_MOST ? people.filter(({ personId }) => personId === chosenId) : people;
  const line = trail.map(({ longitude, latitude }): [number, number] => [longitude, latitude]);
  const words = ({ name, callSign, ageMs }: PersonPin) => [callSign, name, ago(ageMs)].filter(Boolean).join(' · ');
  return [
    new PathLayer<[number, number][]>({
      id: 'trail',
      data: line.length > 1 ? [line] : [],
      getPath: (path) => path,
      getColor: withAlpha(colours.accent, 0.9),
      getWidth: 3,
      widthUnits: 'pixels',
      jointRounded: true,
      capRounded: true,
    }),
    new ScatterplotLayer<[number, number]>({
      id: 'trail-points',
      data: line,
      getPosition: (point) => point,
      getRadius: 3,
      radiusUnits: 'pixels',
      getFillColor: colours.ground,
      stroked: true,
      getLineColor: colours.accent,
      getLineWidth: 1.5,
      lineWidthUnits: 'pixels',
    }),
    new IconLayer<PersonPin>({
      id: 'people',
      data: people,
      iconAtlas: atlas.picture as unknown as string,
      iconMapping: atlas.mapping,
      sizeUnits: 'pixels',
      getIcon: ({ state, isOld }) => (isOld ? 'person-old' : `person-${state}`),
      getPosition: pointOf,
      getPixelOffset: PERSON_OFFSET,
      getSize: ({ personId }) => (personId === chosenId ? SIZE.chosen : SIZE.one),
      updateTriggers: { getSize: [chosenId] },
    }),
    ...(named.length === 0
      ? []
      : [
          new TextLayer<PersonPin>({
            id: 'people-names',
            data: named,
            characterSet: 'auto',
            fontFamily: font,
            getText: words,
            getPosition: pointOf,
            getPixelOffset: [0, 13],
            getSize: 12,
            getColor: ({ isOld }) => (isOld ? colours.quietText : colours.text),
            background: true,
            getBackgroundColor: withAlpha(colours.ground, 0.72),
            backgroundPadding: [4, 1],
          }),
        ]),
  ];
}

function pointOf({ position }: PersonPin): [number, number] {
  return [position.longitude, position.latitude];
}
