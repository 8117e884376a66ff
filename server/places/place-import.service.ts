/** Places from files: looked over as often as anybody likes, and taken in as a whole or not at all. */
import { AppError } from '../../config/contract/errors.ts';
import type {
  ImportPlaces,
  PlaceCounts,
  PlaceImportOutcome,
  PlaceImportPreview,
  PlaceKind,
  PlaceLayer,
} from '../../config/contract/ground.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import * as gridStore from '../grids/grid.store.ts';
import type { Actor, Change, Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { layersOf } from './place.service.ts';
import * as placeStore from './place.store.ts';
import { kindsOf, type PlacePlan } from './place-plan.ts';
import type { PlaceDraft } from './place-row.rules.ts';
import { PLACE_SCOPE } from './place-scope.ts';
import { runPlacePlan } from './run-place-plan.ts';

type Needs = { journal: Journal; reader: Db; newId: NewId };

export class PlaceImportService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Nothing is kept of it. */
  async preview(bytes: Buffer, wish: ImportPlaces): Promise<PlaceImportPreview> {
    const { drafts, shifted, ...told } = await this.#plan(bytes, wish);
    const problems = shifted ? [shifted, ...told.problems] : told.problems;
    const counts: PlaceCounts[] = [];
    for (const kind of kindsOf(drafts)) {
      const { added, changed, same, gone } = await differences(this.#needs.reader, kind, drafts);
      counts.push({ kind, added: added.length, changed: changed.length, same, gone: gone.length });
    }
    return { ...told, problems, problemCount: told.problemCount + (shifted ? 1 : 0), counts };
  }

  /** Errors: PLACE_IMPORT_REFUSED, with the number of problems nobody agreed to. */
  async take(bytes: Buffer, wish: ImportPlaces, by: Actor): Promise<PlaceImportOutcome> {
    const { drafts, shifted, problemCount } = await this.#plan(bytes, wish);
    const left = problemCount + (shifted && !wish.agreesShifted ? 1 : 0);
    if (left > 0) throw new AppError('PLACE_IMPORT_REFUSED', { count: left });
    return this.#needs.journal.commit(by, async (change) => {
      const counts: PlaceCounts[] = [];
      for (const kind of kindsOf(drafts)) {
        counts.push(await keepKind(change, { kind, drafts, wish, by, newId: this.#needs.newId }));
      }
      return { counts, layers: await layersOf(change.db) };
    });
  }

  async #plan(bytes: Buffer, { fileName, kind, system }: ImportPlaces): Promise<PlacePlan> {
    const base = (await gridStore.all(this.#needs.reader)).filter((grid) => grid.kind === 'base');
    return runPlacePlan(bytes, base, { fileName, kind, system });
  }
}

type Differences = { added: PlaceDraft[]; changed: (PlaceDraft & { id: string })[]; same: number; gone: string[] };

async function differences(db: Db, kind: PlaceKind, drafts: readonly PlaceDraft[]): Promise<Differences> {
  const before = await placeStore.digestsOf(db, kind);
  const found: Differences = { added: [], changed: [], same: 0, gone: [] };
  for (const draft of drafts) {
    if (draft.kind !== kind) continue;
    const known = before.get(draft.code);
    before.delete(draft.code);
    if (!known) found.added.push(draft);
    else if (known.digest === draft.digest) found.same += 1;
    else found.changed.push({ ...draft, id: known.id });
  }
  return { ...found, gone: [...before.values()].map(({ id }) => id) };
}

type Kept = { kind: PlaceKind; drafts: readonly PlaceDraft[]; wish: ImportPlaces; by: Actor; newId: NewId };

/** Also what the demo street is laid out by. Inside a change. */
export async function keepKind(change: Change, { kind, drafts, wish, by, newId }: Kept): Promise<PlaceCounts> {
  const { added, changed, same, gone } = await differences(change.db, kind, drafts);
  await placeStore.saveAll(change.db, [...added.map((draft) => ({ ...draft, id: newId() })), ...changed]);
  if (wish.removesGone) await placeStore.removeByIds(change.db, gone);
  const last: PlaceLayer['last'] = {
    ...{ did: 'imported', fileName: wish.fileName, added: added.length, changed: changed.length, same },
    ...{ removed: wish.removesGone ? gone.length : 0, atMs: change.nowMs, byName: by.name },
  };
  await placeStore.saveLast(change.db, kind, last);
  const count = await placeStore.countOf(change.db, kind);
  change.record('placeLayer', kind, PLACE_SCOPE, { kind, count, last });
  return { kind, added: added.length, changed: changed.length, same, gone: gone.length };
}
