/** A small map to choose where a camera stands and where it looks, or where something happened. */
import { SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../config/contract/place.ts';
import { useSite } from '../realtime/site-store.ts';
import { bearingBetween, boundsOf, type Point, type View } from './geometry.ts';
import { MapCanvas, type Pointed } from './MapCanvas.tsx';
import classes from './MapPicker.module.css';
import { cameraLayers, gridLayers, type Look, placeLayer } from './map-layers.ts';
import { cameraPins } from './map-pins.rules.ts';

type Place = { position: Position; bearingDegrees: number | null };
type MapPickerProps = {
  position: Position | null;
  /** Left out where only a position is wanted. */
  view?: View & { bearingDegrees: number | null };
  /** The camera that is being placed is not drawn where it stood. */
  cameraId?: string | null;
  onChange: (place: Place) => void;
};

const SHOWN = { grids: true, governance: false, cameras: true, names: false };
const CHOSEN = 'chosen';

export function MapPicker({ position, view, cameraId = null, onChange }: MapPickerProps) {
  const { t } = useTranslation();
  const grids = useSite((site) => site.grids);
  const cameras = useSite((site) => site.cameras);
  const health = useSite((site) => site.health);
  const wantsBearing = view !== undefined;
  const { bearingDegrees = null, viewAngleDegrees, viewReachMetres } = view ?? {};
  const [step, setStep] = useState<'position' | 'bearing'>('position');
  const isAiming = wantsBearing && step === 'bearing' && position !== null;

  const bounds = useMemo(() => boundsOf([...grids.values()].flatMap((grid) => grid.rings.flat() as Point[])), [grids]);
  const layers = useCallback(
    (look: Look) => {
      const others = new Map([...cameras].filter(([id]) => id !== cameraId));
      const pins = cameraPins({ cameras: others, health });
      if (position && viewAngleDegrees !== undefined && viewReachMetres !== undefined) {
        const chosen = { viewAngleDegrees, viewReachMetres };
        pins.push({ cameraId: CHOSEN, name: '', position, bearingDegrees, view: chosen, mark: 'live' });
      }
      return [
        ...gridLayers([...grids.values()], SHOWN, look),
        ...cameraLayers({ cameras: pins, near: pins }, { cameraId: CHOSEN }, SHOWN, look),
        ...(position && !wantsBearing ? [placeLayer(position, look)] : []),
      ];
    },
    [grids, cameras, health, position, bearingDegrees, viewAngleDegrees, viewReachMetres, cameraId, wantsBearing],
  );
  const choose = ({ position: place }: Pointed) => {
    if (isAiming) return onChange({ position, bearingDegrees: bearingBetween(position, place) });
    onChange({ position: place, bearingDegrees });
    setStep('bearing');
  };

  return (
    <div className={classes.picker}>
      <MapCanvas
        label={t('map.pick')}
        layers={layers}
        targets={nothing}
        bounds={bounds}
        focus={position}
        isPlacing
        onClick={choose}
      />
      {wantsBearing && (
        <SegmentedControl
          className={classes.step}
          aria-label={t('map.pick')}
          value={isAiming ? 'bearing' : 'position'}
          onChange={setStep}
          data={[
            { value: 'position', label: t('map.pickPosition') },
            { value: 'bearing', label: t('map.pickBearing'), disabled: position === null },
          ]}
        />
      )}
    </div>
  );
}

function nothing(): [] {
  return [];
}
