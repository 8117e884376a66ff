/** The shapes of a file on the map, over what is there, with everything that is wrong. */
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridImportPreview } from '../../../../config/contract/grid-import.ts';
import type { Grid } from '../../../../config/contract/place.ts';
import { boundsOf, type Point } from '../../map/geometry.ts';
import { MapCanvas } from '../../map/MapCanvas.tsx';
import type { Look } from '../../map/map-layers.ts';
import { drawnGrids, importedLayers, markedLayers } from '../grid-layers.ts';
import classes from './ImportGrids.module.css';
import { inReadingOrder, placeOf } from './import-preview.rules.ts';

type ImportMapProps = { preview: GridImportPreview; grids: readonly Grid[]; inHand: number | null };

const NOBODY: ReadonlySet<string> = new Set();

export function ImportMap({ preview, grids, inHand }: ImportMapProps) {
  const { t } = useTranslation();
  const base = useMemo(() => grids.filter(({ kind }) => kind === 'base'), [grids]);
  const problems = useMemo(() => inReadingOrder(preview.problems), [preview]);
  const bounds = useMemo(
    () =>
      boundsOf([
        ...preview.items.flatMap(({ rings }) => rings.flat() as Point[]),
        ...base.flatMap(({ rings }) => rings.flat() as Point[]),
      ]),
    [preview, base],
  );
  const chosen = inHand === null ? undefined : problems[inHand];
  const place = chosen ? placeOf(chosen, preview.items) : null;
  const focus = useMemo(() => place && { longitude: place[0], latitude: place[1] }, [place]);
  const layers = useCallback(
    (look: Look) => [
      ...drawnGrids({ base, governance: [], unstaffed: NOBODY, selectedId: null, chosenIds: [] }, look),
      ...importedLayers(preview.items, look),
      ...markedLayers(
        problems.map((problem) => ({
          rings: problem.rings,
          at: problem === chosen ? placeOf(problem, preview.items) : problem.at,
        })),
        look,
      ),
    ],
    [base, preview, problems, chosen],
  );
  return (
    <div className={classes.map}>
      <MapCanvas
        label={t('gridImport.map')}
        layers={layers}
        targets={nothing}
        bounds={bounds}
        focus={focus}
        onClick={nothing}
        counts={{ 'data-shapes': preview.items.filter(({ rings }) => rings.length > 0).length }}
      />
    </div>
  );
}

function nothing(): [] {
  return [];
}
