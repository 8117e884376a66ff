/**
 * A map to look at and point at: draws what it is given and says what was pointed at.
 *
 * Holds no selection and no rules. Its counts stand on the container as data
 * attributes, so that what was drawn can be told without reading pixels.
 */
import type { Layer } from '@deck.gl/core';
import { IconFocusCentered, IconMapOff, IconMinus, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Position } from '../../../config/contract/place.ts';
import { Empty } from '../kit/ListState.tsx';
import { BaseMapWords } from './BaseMapWords.tsx';
import type { Bounds } from './geometry.ts';
import classes from './MapCanvas.module.css';
import type { MapView } from './map-cluster.rules.ts';
import { type Target, targetAt } from './map-hit.rules.ts';
import type { Look } from './map-layers.ts';
import { viewAround } from './map-view.rules.ts';
import { useBaseMap } from './use-base-map.ts';
import { type OpenMap, type PointerFact, useStreetMap } from './use-street-map.ts';

export type Pointed = { position: Position; target: Target | null; map: OpenMap };

type MapCanvasProps = {
  label: string;
  layers: (look: Look) => Layer[];
  targets: (project: OpenMap['project']) => Target[];
  /** What is in view at first; null until it is known. */
  bounds: Bounds | null;
  /** Brought into view whenever it changes and is out of sight. */
  focus?: Position | null;
  /** Width of what lies over the map at the left. */
  leftPx?: number;
  isPlacing?: boolean;
  onClick: (pointed: Pointed) => void;
  onContextMenu?: (pointed: Pointed) => void;
  /** Told when it is open, and when what is in view or near it is not what was told. */
  onView?: (view: MapView) => void;
  /** Told the map itself while it is open. */
  onMap?: (map: OpenMap | null) => void;
  /** What is under the pointer now. */
  onHover?: (target: Target | null) => void;
  /** Words for what is pointed at. */
  tip?: (target: Target) => ReactNode;
  counts?: Record<`data-${string}`, number>;
  /** Things of the page that stand at places of the map. */
  overlay?: (map: OpenMap) => ReactNode;
  children?: ReactNode;
};

const FACTS: readonly PointerFact[] = ['click', 'contextmenu', 'mousemove', 'mouseout'];

export function MapCanvas(props: MapCanvasProps) {
  const {
    label,
    layers,
    targets,
    bounds,
    focus = null,
    leftPx = 0,
    isPlacing = false,
    onClick,
    onContextMenu,
    onView,
    onMap,
    onHover,
    tip,
    counts,
  } = props;
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const { map, ready, failed } = useStreetMap(container, label);
  const base = useBaseMap(map);
  const [hovered, setShownHover] = useState<Target | null>(null);
  const setHovered = (target: Target | null) => {
    setShownHover(target);
    onHover?.(target);
  };
  const isFitted = useRef(false);

  // Before the page is painted: the map's first picture has all that is in view.
  useLayoutEffect(() => {
    map?.show(layers(base.lookOn(map.look)));
  }, [map, layers, base.lookOn]);

  useLayoutEffect(() => {
    if (!map || !bounds || isFitted.current) return;
    isFitted.current = true;
    map.fit(bounds, leftPx);
  }, [map, bounds, leftPx]);

  useLayoutEffect(() => {
    if (map && focus && !isInSight(map, focus, container.current, leftPx)) map.goTo(focus, leftPx);
  }, [map, focus, leftPx]);

  useLayoutEffect(() => {
    if (!map || !onView) return;
    let told: MapView | null = null;
    const look = () => {
      const next = viewAround(told, { zoom: map.zoom(), bounds: map.bounds() });
      if (next !== told) onView(next);
      told = next;
    };
    look();
    return map.onMove(look);
  }, [map, onView]);

  useEffect(() => onMap?.(map), [map, onMap]);

  const heard = useRef<(fact: PointerFact, at: { x: number; y: number }) => void>(() => {});
  heard.current = (fact, { x, y }) => {
    if (!map || fact === 'mouseout') return setHovered(null);
    const pointed = { position: map.positionAt(x, y), target: targetAt(targets(map.project), x, y), map };
    if (fact === 'click') return onClick(pointed);
    if (fact === 'contextmenu') return onContextMenu?.(pointed);
    if (pointed.target?.id !== hovered?.id) setHovered(pointed.target);
  };
  useEffect(() => {
    if (!map) return;
    const stops = FACTS.map((fact) => map.on(fact, (at) => heard.current(fact, at)));
    return () => {
      for (const stop of stops) stop();
    };
  }, [map]);

  return (
    <div className={classes.frame} {...counts} data-map data-ready={ready} data-placing={isPlacing}>
      <div className={classes.map} ref={container} data-pointing={hovered !== null} />
      {failed && (
        <div className={classes.failed} role="alert">
          <Empty icon={IconMapOff} title={t('map.cannotDraw')} hint={t('map.cannotDrawHint')} />
        </div>
      )}
      <BaseMapWords {...base} />
      {hovered && tip && (
        <div className={classes.tip} style={{ left: hovered.x, top: hovered.y }} role="tooltip">
          {tip(hovered)}
        </div>
      )}
      <div className={classes.zoom}>
        <button type="button" aria-label={t('map.zoomIn')} title={t('map.zoomIn')} onClick={() => map?.zoomBy(0.5)}>
          <IconPlus size={18} />
        </button>
        <button type="button" aria-label={t('map.zoomOut')} title={t('map.zoomOut')} onClick={() => map?.zoomBy(-0.5)}>
          <IconMinus size={18} />
        </button>
        <button
          type="button"
          aria-label={t('map.showAll')}
          title={t('map.showAll')}
          onClick={() => bounds && map?.fit(bounds, leftPx)}
        >
          <IconFocusCentered size={18} />
        </button>
      </div>
      {map && props.overlay?.(map)}
      {props.children}
    </div>
  );
}

function isInSight(map: OpenMap, position: Position, container: HTMLElement | null, leftPx: number): boolean {
  const { x, y } = map.project(position);
  const { width = 0, height = 0 } = container?.getBoundingClientRect() ?? {};
  return x > leftPx && y > 0 && x < width && y < height;
}
