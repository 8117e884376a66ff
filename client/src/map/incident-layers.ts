/** How incidents are drawn: single ones by level and task, several as a number in the shape of the gravest. */
import type { Layer } from '@deck.gl/core';
import { IconLayer, TextLayer } from '@deck.gl/layers';
import type { MatterLevel } from '../../../config/contract/matter.ts';
import { type IncidentPin, isOverdue } from './incident-pins.rules.ts';
import { type IncidentCluster, type IncidentItems, NO_ITEMS } from './map-cluster.rules.ts';
import { withAlpha } from './map-colours.ts';
import type { Look } from './map-layers.ts';
import { clusterOffset, clusterSize, incidentOffset } from './map-targets.ts';

/** What stands on plates beside the pins: colour and shape are never alone. */
export type IncidentWords = { overdue: string; supervised: string; level: Record<MatterLevel, string> };

const SIZE = { one: 28, chosen: 36 };
const GRAVE: readonly MatterLevel[] = ['major', 'extraordinary'];

type Drawn = { items: IncidentItems; chosenId: string | null; isShown: boolean; words: IncidentWords };

export function incidentLayers({ items, chosenId, isShown, words }: Drawn, { colours, atlas, font }: Look): Layer[] {
  const { ones, clusters, nowMs } = isShown ? items : NO_ITEMS;
  const icons = {
    iconAtlas: atlas.picture as unknown as string,
    iconMapping: atlas.mapping,
    sizeUnits: 'pixels' as const,
  };
  const plate = {
    // Every letter that may come, so that no change draws the letters anew.
    characterSet: [...new Set(`0123456789· ${Object.values(words.level).join('')}${words.overdue}${words.supervised}`)],
    fontFamily: font,
    getSize: 11,
    getColor: colours.text,
    background: true,
    getBackgroundColor: withAlpha(colours.ground, 0.82),
    backgroundPadding: [4, 1] as [number, number],
  };
  const oneWords = (pin: IncidentPin) =>
    [
      GRAVE.includes(pin.level) && words.level[pin.level],
      isOverdue(pin, nowMs) && words.overdue,
      pin.isSupervised && words.supervised,
    ]
      .filter(Boolean)
      .join('·');
  const clusterWords = ({ worst, overdueCount, supervisedCount }: IncidentCluster) =>
    [
      GRAVE.includes(worst) && words.level[worst],
      overdueCount > 0 && `${words.overdue} ${overdueCount}`,
      supervisedCount > 0 && `${words.supervised} ${supervisedCount}`,
    ]
      .filter(Boolean)
      .join('·');
  return [
    new IconLayer<IncidentCluster>({
      ...icons,
      id: 'incident-clusters',
      data: clusters,
      getIcon: ({ worst }) => `cluster-${worst}`,
      getPosition: pointOf,
      getPixelOffset: clusterOffset,
      getSize: clusterSize,
    }),
    new TextLayer<IncidentCluster>({
      id: 'incident-counts',
      data: clusters,
      characterSet: '0123456789',
      fontFamily: font,
      fontWeight: 700,
      getText: ({ count }) => `${count}`,
      getPosition: pointOf,
      getPixelOffset: clusterOffset,
      getSize: 13,
      getColor: colours.text,
    }),
    new TextLayer<IncidentCluster>({
      ...plate,
      id: 'incident-cluster-words',
      data: clusters.filter((cluster) => clusterWords(cluster) !== ''),
      getText: clusterWords,
      getPosition: pointOf,
      getPixelOffset: (cluster) => below(clusterOffset(cluster), clusterSize(cluster) / 2 + 7),
    }),
    new IconLayer<IncidentPin>({
      ...icons,
      id: 'incidents',
      data: ones,
      getIcon: ({ level, task }) => `incident-${level}-${task ?? 'none'}`,
      getPosition: pointOf,
      getPixelOffset: incidentOffset,
      getSize: ({ incidentId }) => (incidentId === chosenId ? SIZE.chosen : SIZE.one),
      updateTriggers: { getSize: [chosenId] },
    }),
    new TextLayer<IncidentPin>({
      ...plate,
      id: 'incident-words',
      data: ones.filter((pin) => oneWords(pin) !== ''),
      getText: oneWords,
      getPosition: pointOf,
      getPixelOffset: (pin) => below(incidentOffset(pin), 21),
    }),
  ];
}

function below([right, down]: [number, number], px: number): [number, number] {
  return [right, down + px];
}

function pointOf({ position }: { position: { longitude: number; latitude: number } }): [number, number] {
  return [position.longitude, position.latitude];
}
