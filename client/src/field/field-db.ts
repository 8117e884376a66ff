/** What the phone keeps: the outbox, what it last knew, and positions not yet shared. Each row says whose it is. */
import { type DBSchema, openDB } from 'idb';
import type { DutyPoint } from '../../../config/contract/duty.ts';
import type { Incident } from '../../../config/contract/incident.ts';
import type { Notice } from '../../../config/contract/notice.ts';
import type { Session } from '../../../config/contract/person.ts';
import type { Grid } from '../../../config/contract/place.ts';
import type { OutboxItem } from './outbox.rules.ts';

export type KeptSite = {
  personId: string;
  atMs: number;
  incidents: Incident[];
  notices: Notice[];
  grids: Grid[];
};
type KeptPoint = DutyPoint & { personId: string };

interface FieldDb extends DBSchema {
  outbox: { key: number; value: OutboxItem; indexes: { personId: string } };
  sites: { key: string; value: KeptSite };
  sessions: { key: 'last'; value: Session };
  points: { key: [personId: string, atMs: number]; value: KeptPoint };
}

const opened = openDB<FieldDb>('lianqin-field', 1, {
  upgrade: (db) => {
    db.createObjectStore('outbox', { keyPath: 'order', autoIncrement: true }).createIndex('personId', 'personId');
    db.createObjectStore('sites', { keyPath: 'personId' });
    db.createObjectStore('sessions');
    db.createObjectStore('points', { keyPath: ['personId', 'atMs'] });
  },
});

export async function waitingOf(personId: string): Promise<OutboxItem[]> {
  return (await opened).getAllFromIndex('outbox', 'personId', personId);
}

/** All of them or none, in this order. */
export async function addWaiting(items: readonly Omit<OutboxItem, 'order'>[]): Promise<void> {
  const transaction = (await opened).transaction('outbox', 'readwrite', { durability: 'strict' });
  // The database gives each its number.
  await Promise.all(items.map((item) => transaction.store.add(item as OutboxItem)));
  await transaction.done;
}

export async function changeWaiting(item: OutboxItem): Promise<void> {
  await (await opened).put('outbox', item);
}

export async function removeWaiting(orders: readonly number[]): Promise<void> {
  const transaction = (await opened).transaction('outbox', 'readwrite');
  await Promise.all(orders.map((order) => transaction.store.delete(order)));
  await transaction.done;
}

export async function keepSite(site: KeptSite): Promise<void> {
  await (await opened).put('sites', site);
}

export async function keptSite(personId: string): Promise<KeptSite | undefined> {
  return (await opened).get('sites', personId);
}

export async function keepSession(session: Session): Promise<void> {
  await (await opened).put('sessions', session, 'last');
}

export async function keptSession(): Promise<Session | undefined> {
  return (await opened).get('sessions', 'last');
}

/** Without signal nobody comes in any more; what waits stays, for its writer. */
export async function forgetSession(): Promise<void> {
  await (await opened).delete('sessions', 'last');
}

export async function addPoint(personId: string, point: DutyPoint): Promise<void> {
  await (await opened).put('points', { personId, ...point });
}

export async function pointsOf(personId: string, most: number): Promise<DutyPoint[]> {
  const kept = await (await opened).getAll('points', IDBKeyRange.bound([personId, 0], [personId, Infinity]), most);
  return kept.map(({ personId: _, ...point }) => point);
}

export async function removePoints(personId: string, moments: readonly number[]): Promise<void> {
  const transaction = (await opened).transaction('points', 'readwrite');
  await Promise.all(moments.map((atMs) => transaction.store.delete([personId, atMs])));
  await transaction.done;
}
