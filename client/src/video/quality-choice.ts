/** Where a person wants one stream of a camera whatever its tile's size; kept for as long as the page is open. */
import { create } from 'zustand';
import type { Quality } from '../../../config/contract/camera.ts';

type QualityChoice = {
  choices: ReadonlyMap<string, Quality>;
  /** Null: by the tile's size again. */
  choose(cameraId: string, quality: Quality | null): void;
};

export const useQualityChoice = create<QualityChoice>()((set) => ({
  choices: new Map(),
  choose: (cameraId, quality) =>
    set(({ choices }) => {
      const next = new Map(choices);
      if (quality === null) next.delete(cameraId);
      else next.set(cameraId, quality);
      return { choices: next };
    }),
}));
