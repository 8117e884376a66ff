/** The map of the page of grids: what is there, the one in hand, and a boundary while it is drawn. */
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShapeProblem } from '../../../config/contract/grid-history.ts';
import { isInPolygon } from '../../../config/contract/grid-shape.ts';
import type { Grid, Position, Rings } from '../../../config/contract/place.ts';
import { boundsOf, centreOf, type Point } from '../map/geometry.ts';
import { MapCanvas } from '../map/MapCanvas.tsx';
import type { Look } from '../map/map-layers.ts';
import type { OpenMap } from '../map/use-street-map.ts';
import { BoundaryHandles } from './BoundaryHandles.tsx';
import { type Boundary, snapped, withCorner } from './boundary.rules.ts';
import type { GridDraft } from './grid-draft.rules.ts';
import { draftLayers, drawnGrids, ghostLayer, markedLayers } from './grid-layers.ts';

type GridMapProps = {
  grids: readonly Grid[];
  /** Governance grids that are shown, and picked before base grids. */
  governance: readonly Grid[];
  picks: Grid['kind'];
  unstaffed: ReadonlySet<string>;
  selectedId: string | null;
  ghost: Rings | null;
  draft: GridDraft | null;
  problems: readonly ShapeProblem[];
  onPick: (gridId: string | null) => void;
  onBoundary: (change: (boundary: Boundary) => Boundary) => void;
};

const NO_IDS: readonly string[] = [];
/** As near as this a corner goes to what is there. */
const SNAP_PX = 10;

export function GridMap(props: GridMapProps) {
  const { grids, governance, picks, unstaffed, selectedId, ghost, draft, problems, onPick, onBoundary } = props;
  const { t } = useTranslation();
  const editedId = draft?.grid?.id ?? null;
  const drawn = draft?.kind === 'base' ? draft.boundary : null;
  // What is being drawn stands under the hand, and not where it was.
  const base = useMemo(() => grids.filter(({ id, kind }) => kind === 'base' && id !== editedId), [grids, editedId]);
  const chosenIds = draft?.kind === 'governance' ? draft.baseGridIds : NO_IDS;
  const bounds = useMemo(() => boundsOf(grids.flatMap(({ rings }) => rings.flat() as Point[])), [grids]);
  const focus = useMemo(() => focusOn(grids.find(({ id }) => id === selectedId)), [grids, selectedId]);
  const layers = useCallback(
    (look: Look) => [
      ...drawnGrids({ base, governance, unstaffed, selectedId, chosenIds }, look),
      ...(ghost ? [ghostLayer(ghost, look)] : []),
      ...(drawn ? draftLayers(drawn.rings, drawn.isDrawing, look) : []),
      ...markedLayers(problems, look),
    ],
    [base, governance, unstaffed, selectedId, chosenIds, ghost, drawn, problems],
  );
  const known = useMemo(() => base.flatMap(({ rings }) => rings as Point[][]), [base]);
  const snap = (map: OpenMap, at: Point): Point => {
    const { x, y } = map.project({ longitude: at[0], latitude: at[1] });
    const beside = map.positionAt(x, y + SNAP_PX);
    return snapped(at, known, Math.abs(beside.latitude - at[1]));
  };
  const pick = ({ position }: { position: Position }) => {
    if (drawn?.isDrawing || drawn) return;
    const around = (all: readonly Grid[]) => all.find(({ rings }) => isInPolygon(position, rings));
    const over = picks === 'governance' && !draft ? around(governance) : undefined;
    onPick((over ?? around(base))?.id ?? null);
  };

  return (
    <MapCanvas
      label={t('grids.map')}
      layers={layers}
      targets={nothing}
      bounds={bounds}
      focus={draft ? null : focus}
      isPlacing={drawn?.isDrawing ?? false}
      onClick={pick}
      counts={{ 'data-grids': base.length, 'data-governance': governance.length, 'data-problems': problems.length }}
      overlay={(map) =>
        drawn && (
          <BoundaryHandles
            map={map}
            boundary={drawn}
            snap={(at) => snap(map, at)}
            onChange={onBoundary}
            onAdd={(at) => onBoundary((before) => withCorner(before, at))}
          />
        )
      }
    />
  );
}

function focusOn(grid: Grid | undefined): Position | null {
  if (!grid) return null;
  const [longitude, latitude] = centreOf(grid.rings);
  return { longitude, latitude };
}

function nothing(): [] {
  return [];
}
