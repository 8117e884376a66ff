/** How close each tile is looked at; forgotten when its camera leaves the wall. */
import { create } from 'zustand';
import { WHOLE, type Zoom } from './digital-zoom.rules.ts';

type DigitalZoom = {
  zooms: ReadonlyMap<string, Zoom>;
  change(cameraId: string, changed: (zoom: Zoom) => Zoom): void;
  /** The whole picture again. */
  forget(cameraId: string): void;
};

export const useDigitalZoom = create<DigitalZoom>()((set) => ({
  zooms: new Map(),
  change: (cameraId, changed) =>
    set(({ zooms }) => {
      const next = changed(zooms.get(cameraId) ?? WHOLE);
      const others = new Map(zooms);
      if (next.factor === 1) others.delete(cameraId);
      else others.set(cameraId, next);
      return { zooms: others };
    }),
  forget: (cameraId) =>
    set(({ zooms }) => {
      if (!zooms.has(cameraId)) return { zooms };
      const others = new Map(zooms);
      others.delete(cameraId);
      return { zooms: others };
    }),
}));

export function useZoom(cameraId: string): Zoom {
  return useDigitalZoom(({ zooms }) => zooms.get(cameraId) ?? WHOLE);
}
