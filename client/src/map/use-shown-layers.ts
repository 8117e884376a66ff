/** Which layers this desk shows; remembered on this machine. */
import { useLocalStorage } from '@mantine/hooks';
import { z } from 'zod';
import type { ShownLayers } from './map-layers.ts';

const layer = (isShown: boolean) => z.boolean().catch(isShown);
const Remembered = z.object({
  grids: layer(true),
  governance: layer(true),
  cameras: layer(true),
  names: layer(true),
  alerts: layer(true),
  incidents: layer(true),
});

export function useShownLayers(): [ShownLayers, (shown: ShownLayers) => void] {
  const [shown, setShown] = useLocalStorage<ShownLayers>({
    key: 'lianqin.map-layers',
    defaultValue: Remembered.parse({}),
    getInitialValueInEffect: false,
    deserialize: (text) => Remembered.parse(readJson(text)),
  });
  return [shown, setShown];
}

function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}') ?? {};
  } catch {
    // What another version or a person left there is no reason to show no map.
    return {};
  }
}
