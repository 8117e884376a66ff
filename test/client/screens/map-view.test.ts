import { expect, test } from 'vitest';
import { layersOf, NO_FILTER } from '../../../client/src/map/map-filter.rules.ts';
import { type MapLook, mapLookOf, mapViewOf } from '../../../client/src/screens/map-view.rules.ts';
import { ScreenContent } from '../../../config/contract/screen.ts';

const LOOK: MapLook = {
  shown: layersOf({ layers: 'grids,governance,incidents' }),
  lines: ['消防', '城管'],
  filter: {
    ...NO_FILTER,
    levels: ['major'],
    community: '沙园',
    isOverdueOnly: true,
    fromDay: '2026-11-01',
    text: '积水',
  },
  heat: { days: 30 },
};

test('a screen shows the layers, the filter and the heat map that the desk had', () => {
  expect(mapLookOf(mapViewOf([113.3, 23.09, 113.33, 23.1], LOOK))).toEqual(LOOK);
});

test('a map without any layer is sent without any, and one that filters nothing filters nothing', () => {
  const look: MapLook = { shown: layersOf({ layers: '' }), lines: null, filter: NO_FILTER, heat: null };
  expect(mapLookOf(mapViewOf([113.3, 23.09, 113.33, 23.1], look))).toEqual(look);
});

test('what is sent is what a screen takes', () => {
  const view = mapViewOf([113.3, 23.09, 113.33, 23.1], LOOK);
  expect(ScreenContent.parse({ kind: 'map', view })).toEqual({ kind: 'map', view });
});
