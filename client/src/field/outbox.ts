/** The outbox on the screen: as the phone's database has it. What is written is kept before it is shown. */
import { create } from 'zustand';
import type { ShownFailure } from '../api/failure.ts';
import { addWaiting, changeWaiting, removeWaiting, waitingOf } from './field-db.ts';
import { type OutboxItem, type Written, withDependents } from './outbox.rules.ts';

type Outbox = { personId: string | null; items: readonly OutboxItem[] };

export const useOutbox = create<Outbox>()(() => ({ personId: null, items: [] }));

/** Only this person's. */
export async function readOutbox(personId: string): Promise<void> {
  useOutbox.setState({ personId, items: await waitingOf(personId) });
}

/** All of it or nothing: an act and its pictures belong together. */
export async function write(personId: string, title: string, written: readonly Written[]): Promise<void> {
  const writtenAtMs = Date.now();
  await addWaiting(written.map((what) => ({ personId, writtenAtMs, title, what, failure: null })));
  await readOutbox(personId);
}

export async function rewrite(item: OutboxItem, change: Partial<Pick<OutboxItem, 'what' | 'title'>>): Promise<void> {
  await changeWaiting({ ...item, ...change, failure: null });
  await readOutbox(item.personId);
}

export async function refuse(item: OutboxItem, failure: ShownFailure): Promise<void> {
  await changeWaiting({ ...item, failure });
  await readOutbox(item.personId);
}

export async function wasSent(item: OutboxItem): Promise<void> {
  await removeWaiting([item.order]);
  await readOutbox(item.personId);
}

export async function discard(item: OutboxItem): Promise<void> {
  await removeWaiting(withDependents(item, useOutbox.getState().items).map(({ order }) => order));
  await readOutbox(item.personId);
}
