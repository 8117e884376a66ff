/** Grids from files: looked over as often as anybody likes, and taken in as a whole or not at all. */
import { AppError } from '../../../config/contract/errors.ts';
import {
  type GridImportOutcome,
  type GridImportPreview,
  type ImportGrids,
  isAgreedTo,
} from '../../../config/contract/grid-import.ts';
import type { NewId } from '../../../config/kernel/new-id.ts';
import type { Actor, Change, Journal } from '../../journal/journal.ts';
import type { Db } from '../../storage/schema.ts';
import * as communityStore from '../community.store.ts';
import { type CodePatterns, GRID_SCOPE } from '../grid.rules.ts';
import * as gridStore from '../grid.store.ts';
import { keepGrid, keepUnionsOver } from '../keep-grid.ts';
import type { Planned } from './import-problem.rules.ts';
import { runImport } from './run-import.ts';
import type { KnownSite } from './shape-plan.rules.ts';

type Needs = { journal: Journal; reader: Db; newId: NewId; patterns: CodePatterns };

/** Somebody else may change grids between plan and change; then it is planned anew. */
const TRIES = 5;

export class GridImportService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Nothing is kept of it. */
  async preview(what: ImportGrids): Promise<GridImportPreview> {
    return (await this.#plan(what)).plan.preview;
  }

  /** Errors: GRID_IMPORT_REFUSED, with the number of problems nobody agreed to. */
  async take(what: ImportGrids, by: Actor): Promise<GridImportOutcome> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { plan, stamp } = await this.#plan(what);
      const left = plan.preview.problems.filter((problem) => !isAgreedTo(problem, what.agreed));
      if (left.length > 0) throw new AppError('GRID_IMPORT_REFUSED', { count: left.length });
      const isKept = await this.#needs.journal.commit(by, async (change) => {
        if ((await gridStore.stamp(change.db)) !== stamp) return false;
        await this.#keep(change, plan, by);
        return true;
      });
      if (isKept) return outcomeOf(plan.preview);
    }
    throw new AppError('GRID_IMPORT_REFUSED', { count: 0 });
  }

  async #plan({ file, ...wish }: ImportGrids): Promise<{ plan: Planned; stamp: string }> {
    const { known, stamp } = await this.#known();
    const { target, system, fields } = wish;
    return { plan: await runImport(Buffer.from(file, 'base64'), known, { target, system, fields }), stamp };
  }

  /** One transaction, so that the stamp is that of what was read. */
  #known(): Promise<{ known: KnownSite; stamp: string }> {
    return this.#needs.reader.transaction().execute(async (db) => ({
      known: {
        grids: await gridStore.all(db),
        communities: await communityStore.all(db),
        codes: new Map((await gridStore.everyCode(db)).map(({ code, name }) => [code, name])),
        patterns: this.#needs.patterns,
      },
      stamp: await gridStore.stamp(db),
    }));
  }

  async #keep(change: Change, { grids, communities }: Planned, by: Actor): Promise<void> {
    for (const grid of grids) await keepGrid(change, { ...grid, id: grid.id || this.#needs.newId() }, by);
    const changed = new Set(grids.filter(({ id, kind }) => id !== '' && kind === 'base').map(({ id }) => id));
    if (changed.size > 0) await keepUnionsOver(change, changed, by);
    for (const community of communities) {
      await communityStore.save(change.db, community);
      change.record('community', community.name, GRID_SCOPE, community);
    }
  }
}

function outcomeOf({ items }: GridImportPreview): GridImportOutcome {
  const count = (outcome: GridImportPreview['items'][number]['outcome']) =>
    items.filter((item) => item.outcome === outcome).length;
  return { added: count('add'), updated: count('update'), same: count('same') };
}
