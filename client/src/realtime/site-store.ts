/** The site as it stands, read by every screen and written by the feed alone. */
import { create } from 'zustand';
import type { CameraHealth } from '../../../config/contract/camera.ts';
import type { OnDuty } from '../../../config/contract/duty.ts';
import type { Snapshot } from '../../../config/contract/events.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';
import { EMPTY_SITE, type Site, siteOf, withEntries, withHealth } from './site.rules.ts';

type SiteStore = Site & {
  /** How it stands, whatever is shown. */
  live: Site;
  /** The past moment that is shown; null: how it stands. */
  momentMs: number | null;
  /** Who was on duty then; nobody of it while the present is shown. */
  dutyThen: readonly OnDuty[];
  /** Until the first snapshot there is nothing to show, which is not the same as an empty site. */
  loaded: boolean;
  replace(snapshot: Snapshot): void;
  put(entries: readonly JournalEntry[]): void;
  putHealth(changed: readonly CameraHealth[]): void;
  forget(): void;
  showMoment(atMs: number, past: Past, dutyThen: readonly OnDuty[]): void;
  /** What came after the moment, up to a later one. */
  runTo(atMs: number, entries: readonly JournalEntry[], dutyThen: readonly OnDuty[]): void;
  showNow(): void;
};
/** What a past moment knows; the rest is as it is. How cameras fared then nobody wrote down. */
export type Past = Pick<Site, 'incidents' | 'alerts' | 'grids' | 'units'>;

const NOBODY: readonly OnDuty[] = [];

export const useSite = create<SiteStore>()((set) => ({
  ...EMPTY_SITE,
  live: EMPTY_SITE,
  momentMs: null,
  dutyThen: NOBODY,
  loaded: false,
  replace: (snapshot) => set((store) => ({ ...taken(store, siteOf(snapshot)), loaded: true })),
  put: (entries) => set((store) => taken(store, withEntries(store.live, entries))),
  putHealth: (changed) => set((store) => taken(store, withHealth(store.live, changed))),
  forget: () => set({ ...EMPTY_SITE, live: EMPTY_SITE, momentMs: null, dutyThen: NOBODY, loaded: false }),
  showMoment: (momentMs, past, dutyThen) =>
    set(({ live }) => ({ ...live, ...past, health: NOT_KNOWN, momentMs, dutyThen })),
  runTo: (momentMs, entries, dutyThen) =>
    set((store) => ({ ...withEntries(siteIn(store), entries), momentMs, dutyThen })),
  showNow: () => set(({ live }) => ({ ...live, momentMs: null, dutyThen: NOBODY })),
}));

const NOT_KNOWN: Site['health'] = new Map();

/** While a past moment is shown, what comes is kept for later. */
function taken(store: SiteStore, live: Site): Partial<SiteStore> {
  return store.momentMs === null ? { ...live, live } : { live };
}

function siteIn(store: SiteStore): Site {
  const { cameras, cameraGroups, grids, alerts, incidents, units, notices, health } = store;
  return { cameras, cameraGroups, grids, alerts, incidents, units, notices, health };
}
