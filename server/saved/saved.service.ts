/**
 * What people keep to come back to. What is shared is on record and announced to
 * everybody; what a person keeps for themselves is nobody else's business.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import type { ChangeSavedItem, SavedItem, SaveItem } from '../../config/contract/saved.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { actorOf, type Change, type Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { changed, requireChangeable, requireKeepable, requireTourStop, SAVED_SCOPE } from './saved.rules.ts';
import * as savedStore from './saved.store.ts';

/** Of one person. More is a mistake, or somebody who fills the disk. */
const MOST_OF_ONE = 500;

export class SavedService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #newId: NewId;

  constructor({ journal, reader, newId }: { journal: Journal; reader: Db; newId: NewId }) {
    this.#journal = journal;
    this.#reader = reader;
    this.#newId = newId;
  }

  /** Their own, and what is shared; by name. */
  seenBy(personId: string): Promise<SavedItem[]> {
    return savedStore.seenBy(this.#reader, personId);
  }

  /** A tour they see, which stops at this preset. */
  async tourStop(tourId: string, stop: { cameraId: string; presetToken: string }, person: Person) {
    return requireTourStop(person, await savedStore.find(this.#reader, tourId), { tourId, ...stop });
  }

  add(what: SaveItem, by: Person): Promise<SavedItem> {
    requireKeepable(by, what);
    return this.#journal.commit(actorOf(by), async (change) => {
      if ((await savedStore.countOf(change.db, by.id)) >= MOST_OF_ONE)
        throw new AppError('SAVED_TOO_MANY', { most: MOST_OF_ONE });
      const owner = { personId: by.id, name: by.name };
      return keep(change, undefined, { ...what, id: this.#newId(), owner, changedAtMs: change.nowMs });
    });
  }

  change(itemId: string, changes: ChangeSavedItem, by: Person): Promise<SavedItem> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const before = requireChangeable(by, await savedStore.find(change.db, itemId), itemId);
      return keep(change, before, changed(by, before, changes, change.nowMs));
    });
  }

  remove(itemId: string, by: Person): Promise<void> {
    return this.#journal.commit(actorOf(by), async (change) => {
      const { shared } = requireChangeable(by, await savedStore.find(change.db, itemId), itemId);
      await savedStore.remove(change.db, itemId);
      if (shared) change.record('savedItem', itemId, SAVED_SCOPE, null);
    });
  }
}

async function keep(change: Change, before: SavedItem | undefined, item: SavedItem): Promise<SavedItem> {
  await savedStore.save(change.db, item);
  if (item.shared) change.record('savedItem', item.id, SAVED_SCOPE, item);
  else if (before?.shared) change.record('savedItem', item.id, SAVED_SCOPE, null);
  return item;
}
