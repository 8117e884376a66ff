/** Units: registered, changed; and what that does to the people who belong to them. */
import { AppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { AddUnit, ChangeUnit, Unit } from '../../config/contract/unit.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { PERSON_SCOPE } from '../accounts/person.rules.ts';
import * as personStore from '../accounts/person.store.ts';
import { type Actor, type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import * as unitStore from './unit.store.ts';

const UNIT_SCOPE: Scope = { action: 'unit.view', cameraGroupId: null };

type Needs = { journal: Journal; reader: Db; newId: NewId; onPeopleMoved: (people: readonly Person[]) => void };

export class UnitService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #newId: NewId;
  readonly #onPeopleMoved: Needs['onPeopleMoved'];

  constructor({ journal, reader, newId, onPeopleMoved }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#newId = newId;
    this.#onPeopleMoved = onPeopleMoved;
  }

  list(): Promise<Unit[]> {
    return unitStore.all(this.#reader);
  }

  async add(what: AddUnit, by: Actor): Promise<Unit> {
    const { unit, moved } = await this.#journal.commit(by, (change) => addUnit(change, { ...what, id: this.#newId() }));
    this.#onPeopleMoved(moved);
    return unit;
  }

  async change(unitId: string, changes: ChangeUnit, by: Actor): Promise<Unit> {
    const { unit, moved } = await this.#journal.commit(by, async (change) => {
      const before = await unitStore.find(change.db, unitId);
      if (!before) throw new AppError('UNIT_NOT_FOUND', { unitId });
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      return addUnit(change, { ...before, ...given });
    });
    this.#onPeopleMoved(moved);
    return unit;
  }
}

/** Whoever was written down under its name belongs to it; whoever belongs to it goes by its new name. */
export async function addUnit(change: Change, unit: Unit): Promise<{ unit: Unit; moved: Person[] }> {
  const namesake = await unitStore.findByName(change.db, unit.name);
  if (namesake && namesake.id !== unit.id) throw new AppError('UNIT_NAME_TAKEN', { name: unit.name });
  const people = await personStore.all(change.db);
  if (unit.headId !== null && !people.some(({ id }) => id === unit.headId)) {
    throw new AppError('PERSON_NOT_FOUND', { personId: unit.headId });
  }
  await unitStore.save(change.db, unit);
  change.record('unit', unit.id, UNIT_SCOPE, unit);
  const moved: Person[] = [];
  for (const person of people) {
    const isOfUnit = person.unitId === unit.id || (person.unitId === null && person.unit === unit.name);
    if (!isOfUnit || (person.unitId === unit.id && person.unit === unit.name)) continue;
    const now = { ...person, unitId: unit.id, unit: unit.name };
    await personStore.save(change.db, now);
    change.record('person', now.id, PERSON_SCOPE, now, SYSTEM);
    moved.push(now);
  }
  return { unit, moved };
}
