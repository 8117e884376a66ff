/** Grids: the areas a street is divided into. */
import { AppError } from '../../config/contract/errors.ts';
import type { AddGrid, Grid } from '../../config/contract/place.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Actor, Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { firstOpenRing, GRID_SCOPE } from './grid.rules.ts';
import * as gridStore from './grid.store.ts';

export class GridService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #newId: NewId;

  constructor({ journal, reader, newId }: { journal: Journal; reader: Db; newId: NewId }) {
    this.#journal = journal;
    this.#reader = reader;
    this.#newId = newId;
  }

  list(): Promise<Grid[]> {
    return gridStore.all(this.#reader);
  }

  async add(what: AddGrid, by: Actor): Promise<Grid> {
    const open = firstOpenRing(what.rings);
    if (open !== null) throw new AppError('INVALID_REQUEST', { field: `rings.${open}`, problem: 'ring is not closed' });
    return this.#journal.commit(by, async (change) => {
      if (await gridStore.findByCode(change.db, what.code)) {
        throw new AppError('INVALID_REQUEST', { field: 'code', problem: 'taken' });
      }
      const grid = { ...what, id: this.#newId() };
      await gridStore.add(change.db, grid);
      change.record('grid', grid.id, GRID_SCOPE, grid);
      return grid;
    });
  }
}
