/** Layers that are made again only when what they show changed, however often the rest of the map does. */
import type { Layer } from '@deck.gl/core';
import type { Look } from './map-layers.ts';

export type LayerPart = (look: Look) => Layer[];

/** One map has one look. */
export function layerPart(make: LayerPart): LayerPart {
  let kept: { look: Look; layers: Layer[] } | undefined;
  return (look) => {
    if (kept?.look !== look) kept = { look, layers: make(look) };
    return kept.layers;
  };
}
