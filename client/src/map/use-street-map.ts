/**
 * The map itself: MapLibre without tiles, glyphs or any address outside, and
 * deck.gl drawing into the same picture.
 *
 * It draws only when something changed. Where the browser has no WebGL it says so
 * instead of throwing.
 */
import { MapboxOverlay } from '@deck.gl/mapbox';
import { type MapMouseEvent, Map as StreetMap, type StyleSpecification } from 'maplibre-gl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { BaseMap } from '../../../config/contract/base-map.ts';
import type { Position } from '../../../config/contract/place.ts';
import { addBaseMap, BASE_END } from './base-map.ts';
import type { Bounds } from './geometry.ts';
import { cssColour } from './map-colours.ts';
import type { Look } from './map-layers.ts';
import { readMapColours } from './read-map-colours.ts';
import { drawSymbolAtlas } from './symbol-atlas.ts';

const ZOOM = { min: 9, max: 20, whenAlone: 17 };
/** Part of the map's height that stays free around what is fitted in. */
const MARGIN = 0.06;

export type PointerFact = 'click' | 'contextmenu' | 'mousemove' | 'mouseout';
export type OpenMap = {
  look: Look;
  show(layers: NonNullable<Parameters<MapboxOverlay['setProps']>[0]['layers']>): void;
  project(position: Position): { x: number; y: number };
  positionAt(x: number, y: number): Position;
  /** Leaves free what lies under a panel at the left. */
  fit(bounds: Bounds, leftPx: number): void;
  /** All of it in sight and as near as it goes, with nothing left free around it. */
  lookAt(bounds: Bounds): void;
  goTo(position: Position, leftPx: number): void;
  zoomBy(steps: number): void;
  zoom(): number;
  bounds(): Bounds;
  /** Hears that something else is in view, or nearer. Returns the way to stop listening. */
  onMove(listener: () => void): () => void;
  /** Lays it under everything; what is drawn from then on lets it through. Returns the way to stop listening. */
  underlay(baseMap: BaseMap, tell: (answers: boolean) => void): () => void;
  /** Hears the pointer; a drag is not a click. Returns the way to stop listening. */
  on(event: PointerFact, listener: (at: { x: number; y: number }) => void): () => void;
};
export type MapState = { map: OpenMap | null; ready: boolean; failed: boolean };

export function useStreetMap(container: RefObject<HTMLDivElement | null>, label: string): MapState {
  const [state, setState] = useState<MapState>({ map: null, ready: false, failed: false });
  const labelRef = useRef(label);
  useEffect(() => {
    if (!container.current) return;
    return openMap(container.current, labelRef.current, setState);
  }, [container]);
  return state;
}

function openMap(container: HTMLDivElement, label: string, set: (state: MapState) => void): () => void {
  const colours = readMapColours(container);
  const style: StyleSpecification = {
    version: 8,
    sources: {},
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': cssColour(colours.ground) } },
      // Base maps go before it, whatever else was there first.
      { id: BASE_END, type: 'background', layout: { visibility: 'none' } },
    ],
  };
  let map: StreetMap;
  try {
    map = new StreetMap({
      container,
      style,
      center: [113.32, 23.095],
      zoom: 14,
      minZoom: ZOOM.min,
      maxZoom: ZOOM.max,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      locale: { 'Map.Title': label },
    });
  } catch {
    // No WebGL, or none left: nothing can be drawn, and the page says so.
    set({ map: null, ready: false, failed: true });
    return () => {};
  }
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const overlay = new MapboxOverlay({ interleaved: true, layers: [], pickingRadius: 0 });
  const look: Look = { colours, atlas: drawSymbolAtlas(colours), font: getComputedStyle(container).fontFamily };
  const open: OpenMap = {
    look,
    show: (layers) => overlay.setProps({ layers }),
    project: ({ longitude, latitude }) => map.project([longitude, latitude]),
    positionAt: (x, y) => {
      const { lng, lat } = map.unproject([x, y]);
      return { longitude: rounded(lng), latitude: rounded(lat) };
    },
    fit: ([west, south, east, north], leftPx) => {
      const margin = container.clientHeight * MARGIN;
      const padding = { top: margin, right: margin, bottom: margin, left: leftPx + margin };
      map.fitBounds([west, south, east, north], { padding, maxZoom: ZOOM.whenAlone, animate: false });
    },
    lookAt: ([west, south, east, north]) => map.fitBounds([west, south, east, north], { animate: false }),
    goTo: ({ longitude, latitude }, leftPx) =>
      map.easeTo({
        center: [longitude, latitude],
        zoom: Math.max(map.getZoom(), ZOOM.whenAlone - 1),
        offset: [leftPx / 2, 0],
        duration: 0,
      }),
    zoomBy: (steps) => map.jumpTo({ zoom: map.getZoom() + steps }),
    zoom: () => map.getZoom(),
    bounds: () => {
      const bounds = map.getBounds();
      return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    },
    underlay: (baseMap, tell) => addBaseMap(map, { baseMap, colours, font: look.font }, tell),
    onMove: (listener) => {
      map.on('move', listener);
      return () => map.off('move', listener);
    },
    on: (event, listener) => {
      const hear = ({ point }: MapMouseEvent) => listener({ x: point.x, y: point.y });
      map.on(event, hear);
      return () => map.off(event, hear);
    },
  };
  // Not `load`, which waits for a first picture of nothing.
  map.once('style.load', () => {
    map.addControl(overlay);
    set({ map: open, ready: true, failed: false });
  });
  return () => {
    set({ map: null, ready: false, failed: false });
    map.remove();
  };
}

/** A centimetre is more than anybody clicks. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
