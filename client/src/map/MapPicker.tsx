/** A small map to choose where a camera stands and where it looks, or where something happened. */
import { SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Position } from '../../../config/contract/place.ts';
import { useSite } from '../realtime/site-store.ts';
import { bearingBetween, boundsOf, type Point } from './geometry.ts';
import { MapCanvas, type Pointed } from './MapCanvas.tsx';
import classes from './MapPicker.module.css';
import { gridLayers, type Look, pinLayers, type ShownLayers } from './map-layers.ts';
import { pinsOf } from './map-pins.rules.ts';

type Place = { position: Position; bearingDegrees: number | null };
type MapPickerProps = {
  position: Position | null;
  /** Left out where only a position is wanted. */
  bearingDegrees?: number | null;
  /** The camera that is being placed is not drawn where it stood. */
  cameraId?: string | null;
  onChange: (place: Place) => void;
};

const SHOWN: ShownLayers = {
  grids: true,
  governance: false,
  cameras: true,
  names: false,
  alerts: false,
  incidents: false,
};
const CHOSEN = 'chosen';
const NOTHING = new Map();

export function MapPicker({ position, bearingDegrees, cameraId = null, onChange }: MapPickerProps) {
  const { t } = useTranslation();
  const grids = useSite((site) => site.grids);
  const cameras = useSite((site) => site.cameras);
  const health = useSite((site) => site.health);
  const wantsBearing = bearingDegrees !== undefined;
  const [step, setStep] = useState<'position' | 'bearing'>('position');
  const isAiming = wantsBearing && step === 'bearing' && position !== null;

  const bounds = useMemo(() => boundsOf([...grids.values()].flatMap((grid) => grid.rings.flat() as Point[])), [grids]);
  const layers = useCallback(
    (look: Look) => {
      const others = new Map([...cameras].filter(([id]) => id !== cameraId));
      const pins = pinsOf({ cameras: others, health, alerts: NOTHING, incidents: NOTHING });
      if (position && wantsBearing) {
        pins.cameras.push({ cameraId: CHOSEN, name: '', position, bearingDegrees, state: 'live' });
      } else if (position) {
        pins.incidents.push({ incidentId: CHOSEN, number: '', title: '', position, place: 0, isAtCamera: false });
      }
      const shown = { ...SHOWN, incidents: !wantsBearing };
      const selection = { cameraId: CHOSEN, incidentId: CHOSEN, alertId: null };
      return [...gridLayers([...grids.values()], shown, look), ...pinLayers(pins, selection, shown, look)];
    },
    [grids, cameras, health, position, bearingDegrees, cameraId, wantsBearing],
  );
  const choose = ({ position: place }: Pointed) => {
    if (isAiming) return onChange({ position, bearingDegrees: bearingBetween(position, place) });
    onChange({ position: place, bearingDegrees: bearingDegrees ?? null });
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
