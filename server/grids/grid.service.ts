/** Grids: the areas a street is divided into, what is laid over them, and what they were. */
import { AppError } from '../../config/contract/errors.ts';
import type { CheckShape, Community, GridVersion, ShapeCheck } from '../../config/contract/grid-history.ts';
import { areaM2 } from '../../config/contract/grid-shape.ts';
import type { AddGrid, ChangeGrid, Grid } from '../../config/contract/place.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Actor, Change, Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import * as communityStore from './community.store.ts';
import {
  type CodePatterns,
  changedGrid,
  gapsBeside,
  laidOver,
  problemsAround,
  refusalOf,
  requireCode,
  soundShape,
} from './grid.rules.ts';
import * as gridStore from './grid.store.ts';
import { versionsOf } from './grid-history.rules.ts';
import { keepGrid, keepUnionsOver } from './keep-grid.ts';
import { settleWhatItLeaves } from './settle-ended.ts';

type Needs = { journal: Journal; reader: Db; newId: NewId; patterns: CodePatterns };

export class GridService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #newId: NewId;
  readonly #patterns: CodePatterns;

  constructor({ journal, reader, newId, patterns }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#newId = newId;
    this.#patterns = patterns;
  }

  /** In force now, or at a moment. */
  list(atMs?: number): Promise<Grid[]> {
    return atMs === undefined ? gridStore.all(this.#reader) : gridStore.asOf(this.#reader, atMs);
  }

  communities(): Promise<Community[]> {
    return communityStore.all(this.#reader);
  }

  async history(gridId: string): Promise<GridVersion[]> {
    const states = await gridStore.statesOf(this.#reader, gridId);
    if (states.length === 0) throw new AppError('GRID_NOT_FOUND', { gridId });
    return versionsOf(states);
  }

  /** What would stand against a shape, before it is kept. */
  async check({ gridId, community, rings }: CheckShape): Promise<ShapeCheck> {
    const { rings: sound, problem } = soundShape(rings);
    if (problem) return { squareMetres: areaM2(sound), problems: [problem] };
    const around = await surroundings(this.#reader, { id: gridId, community });
    const problems = [...problemsAround(sound, around), ...gapsBeside(sound, around.others)];
    return { squareMetres: areaM2(sound), problems };
  }

  add(what: AddGrid, by: Actor): Promise<Grid> {
    return this.#journal.commit(by, async (change) => {
      requireCode(what.code, what.kind, this.#patterns);
      await requireFreeCode(change.db, what.code);
      const grid: Grid =
        what.kind === 'base'
          ? { ...what, id: this.#newId(), line: '', baseGridIds: [], endedAtMs: null }
          : { ...what, id: this.#newId(), rings: [], endedAtMs: null };
      return keepGrid(change, await shaped(change.db, grid), by);
    });
  }

  change(gridId: string, changes: ChangeGrid, by: Actor): Promise<Grid> {
    return this.#journal.commit(by, async (change) => {
      const before = await required(change.db, gridId);
      const wished = changedGrid(before, changes);
      if (wished.code !== before.code) {
        requireCode(wished.code, wished.kind, this.#patterns);
        await requireFreeCode(change.db, wished.code);
      }
      const isShaped =
        changes.rings || changes.community !== undefined || changes.line !== undefined || changes.baseGridIds;
      const after = isShaped ? await shaped(change.db, wished) : wished;
      if (JSON.stringify(after) === JSON.stringify(before)) return before;
      await keepGrid(change, after, by);
      if (changes.rings) await keepUnionsOver(change, new Set([gridId]), by);
      return after;
    });
  }

  /** Governance grids lose it; one that would be left with nothing stands against it. */
  end(gridId: string, by: Actor): Promise<Grid> {
    return this.#journal.commit(by, async (change) => {
      const grid = await required(change.db, gridId);
      if (grid.kind === 'base') await takeOutOfUnions(change, grid, by);
      const ended = await keepGrid(change, { ...grid, endedAtMs: change.nowMs }, by);
      await settleWhatItLeaves(change, grid);
      return ended;
    });
  }
}

async function required(db: Db, gridId: string): Promise<Grid> {
  const grid = await gridStore.find(db, gridId);
  if (!grid) throw new AppError('GRID_NOT_FOUND', { gridId });
  return grid;
}

async function requireFreeCode(db: Db, code: string): Promise<void> {
  const other = await gridStore.findByCode(db, code);
  if (other) throw new AppError('GRID_CODE_TAKEN', { code, name: other.name });
}

/** With the shape it may have. Errors: GRID_SHAPE_WRONG, GRID_BASE_TAKEN, GRID_BASE_WRONG. */
async function shaped(db: Db, grid: Grid): Promise<Grid> {
  if (grid.kind === 'governance') return laidOver(grid, await gridStore.all(db));
  const { rings, problem } = soundShape(grid.rings);
  if (problem) throw refusalOf(problem);
  const [first] = problemsAround(rings, await surroundings(db, grid));
  if (first) throw refusalOf(first);
  return { ...grid, rings };
}

/** The other base grids, and the community it is to be in where its outline is known. */
async function surroundings(db: Db, { id, community }: { id: string | null; community: string }) {
  const others = (await gridStore.all(db)).filter((other) => other.kind === 'base' && other.id !== id);
  return { others, community: await communityStore.find(db, community) };
}

async function takeOutOfUnions(change: Change, base: Grid, by: Actor): Promise<void> {
  const live = await gridStore.all(change.db);
  for (const grid of live) {
    if (!grid.baseGridIds.includes(base.id)) continue;
    const baseGridIds = grid.baseGridIds.filter((id) => id !== base.id);
    if (baseGridIds.length === 0) throw new AppError('GRID_LAST_BASE', { name: grid.name, code: grid.code });
    await keepGrid(change, laidOver({ ...grid, baseGridIds }, live), by);
  }
}
