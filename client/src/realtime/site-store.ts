/** The site as it stands, read by every screen and written by the feed alone. */
import { create } from 'zustand';
import type { CameraHealth } from '../../../config/contract/camera.ts';
import type { Snapshot } from '../../../config/contract/events.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import { EMPTY_SITE, type Site, siteOf, withEntries, withHealth } from './site.rules.ts';

type SiteStore = Site & {
  /** Until the first snapshot there is nothing to show, which is not the same as an empty site. */
  loaded: boolean;
  replace(snapshot: Snapshot): void;
  put(entries: readonly JournalEntry[]): void;
  putHealth(changed: readonly CameraHealth[]): void;
  forget(): void;
};

export const useSite = create<SiteStore>()((set) => ({
  ...EMPTY_SITE,
  loaded: false,
  replace: (snapshot) => set({ ...siteOf(snapshot), loaded: true }),
  put: (entries) => set((site) => withEntries(site, entries)),
  putHealth: (changed) => set((site) => withHealth(site, changed)),
  forget: () => set({ ...EMPTY_SITE, loaded: false }),
}));
