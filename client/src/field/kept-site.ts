/** What the phone last knew of the site, kept while it is connected and shown, with its age, while it is not. */
import { create } from 'zustand';
import { useConnection } from '../realtime/connection-store.ts';
import { useSite } from '../realtime/site-store.ts';
import { keepSite, keptSite } from './field-db.ts';

const KEEP_EVERY_MS = 1_000;

/** When what is shown was known; null while it is the server's own. */
export const useKeptSite = create<{ atMs: number | null }>()(() => ({ atMs: null }));

export function openKeptSite(personId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  const keep = () => {
    timer = undefined;
    const { loaded, incidents, notices, grids } = useSite.getState();
    if (!loaded || useConnection.getState().state !== 'online') return;
    useKeptSite.setState({ atMs: null });
    const lists = { incidents: [...incidents.values()], notices: [...notices.values()], grids: [...grids.values()] };
    // A phone without room goes on without it.
    keepSite({ personId, atMs: Date.now(), ...lists }).catch(() => {});
  };
  const later = () => {
    timer ??= setTimeout(keep, KEEP_EVERY_MS);
  };
  const stops = [useSite.subscribe(later), useConnection.subscribe(later)];
  void keptSite(personId).then((kept) => {
    if (!kept || closed || useSite.getState().loaded) return;
    useKeptSite.setState({ atMs: kept.atMs });
    useSite.setState({
      loaded: true,
      incidents: byId(kept.incidents),
      notices: byId(kept.notices),
      grids: byId(kept.grids),
    });
  });
  return () => {
    closed = true;
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

function byId<T extends { id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
