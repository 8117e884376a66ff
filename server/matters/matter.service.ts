/** The catalogue of matters: changed by version, each on record, and taken in from the field's sheet as a whole. */
import { AppError } from '../../config/contract/errors.ts';
import type { AddMatter, ChangeMatter, Matter } from '../../config/contract/matter.ts';
import {
  type ImportMatters,
  isMatterError,
  type MatterImportOutcome,
  type MatterImportPreview,
} from '../../config/contract/matter-sheet.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import type { Actor, Change, Journal } from '../journal/journal.ts';
import { readSheet } from '../sheets/read-sheet.ts';
import type { Db } from '../storage/schema.ts';
import { firstVersion, MATTER_SCOPE, nextVersion } from './matter.rules.ts';
import * as matterStore from './matter.store.ts';
import { type MatterPlan, planMatters } from './sheet/matter-plan.rules.ts';

type Needs = {
  journal: Journal;
  reader: Db;
  newId: NewId;
  /** Names in the register of units; null where there is none. A matter may name one that is not in it. */
  unitNames: (db: Db) => Promise<readonly string[] | null>;
};

export class MatterService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  list(): Promise<Matter[]> {
    return matterStore.all(this.#needs.reader);
  }

  /** Newest first. Errors: MATTER_NOT_FOUND. */
  async versions(matterId: string): Promise<Matter[]> {
    const versions = await matterStore.versions(this.#needs.reader, matterId);
    if (versions.length === 0) throw new AppError('MATTER_NOT_FOUND', { matterId });
    return versions;
  }

  /** Errors: MATTER_NOT_FOUND. */
  async version(matterId: string, version: string): Promise<Matter> {
    const number = Number(version);
    const matter = Number.isInteger(number)
      ? await matterStore.version(this.#needs.reader, matterId, number)
      : undefined;
    if (!matter) throw new AppError('MATTER_NOT_FOUND', { matterId, version });
    return matter;
  }

  /** Errors: MATTER_CODE_TAKEN. */
  add(what: AddMatter, by: Actor): Promise<Matter> {
    return this.#needs.journal.commit(by, (change) => this.#add(change, what, by));
  }

  /** Errors: MATTER_NOT_FOUND, MATTER_CHANGED when somebody else was first. */
  change(matterId: string, { version, ...changes }: ChangeMatter, by: Actor): Promise<Matter> {
    return this.#needs.journal.commit(by, async (change) => {
      const before = await matterStore.find(change.db, matterId);
      if (!before) throw new AppError('MATTER_NOT_FOUND', { matterId });
      if (before.version !== version) {
        throw new AppError('MATTER_CHANGED', { name: before.name, by: before.changedBy.name });
      }
      return keepNext(change, before, changes, by);
    });
  }

  /** Nothing is kept of it. */
  async preview(wish: ImportMatters): Promise<MatterImportPreview> {
    const file = await readSheet(Buffer.from(wish.file, 'base64'));
    const { matters, problems } = planMatters(file, await this.#known(this.#needs.reader), wish);
    return { matters, problems };
  }

  /** All of it or nothing, looked over once more in the change itself. Errors: IMPORT_REFUSED. */
  async take(wish: ImportMatters, by: Actor): Promise<MatterImportOutcome> {
    const file = await readSheet(Buffer.from(wish.file, 'base64'));
    return this.#needs.journal.commit(by, async (change) => {
      const plan = planMatters(file, await this.#known(change.db), wish);
      requireWhole(plan);
      for (const what of plan.adds) await this.#add(change, what, by);
      for (const { matterId, parts } of plan.updates) {
        const before = await matterStore.find(change.db, matterId);
        if (before) await keepNext(change, before, parts, by);
      }
      const same = plan.matters.filter(({ outcome }) => outcome === 'same').length;
      return { added: plan.adds.length, updated: plan.updates.length, same };
    });
  }

  async #add(change: Change, what: AddMatter, by: Actor): Promise<Matter> {
    const taken = await matterStore.findByCode(change.db, what.kind, what.code);
    if (taken) throw new AppError('MATTER_CODE_TAKEN', { code: what.code, name: taken.name });
    return keep(change, firstVersion(what, { id: this.#needs.newId(), nowMs: change.nowMs, by }));
  }

  async #known(db: Db): Promise<{ matters: Matter[]; units: readonly string[] | null }> {
    return { matters: await matterStore.all(db), units: await this.#needs.unitNames(db) };
  }
}

/** For the first start. */
export async function layOutMatters(
  change: Change,
  matters: readonly AddMatter[],
  newId: NewId,
  by: Actor,
): Promise<void> {
  for (const what of matters) await keep(change, firstVersion(what, { id: newId(), nowMs: change.nowMs, by }));
}

function requireWhole({ problems }: MatterPlan): void {
  const errors = problems.filter(isMatterError);
  const [first] = errors;
  if (first) throw new AppError('IMPORT_REFUSED', { count: errors.length, row: first.row ?? 0 });
}

async function keepNext(
  change: Change,
  before: Matter,
  changes: Omit<ChangeMatter, 'version'>,
  by: Actor,
): Promise<Matter> {
  const after = nextVersion(before, changes, { nowMs: change.nowMs, by });
  return after === before ? before : keep(change, after);
}

async function keep(change: Change, matter: Matter): Promise<Matter> {
  await matterStore.save(change.db, matter);
  change.record('matter', matter.id, MATTER_SCOPE, matter);
  return matter;
}
