/** Members and volunteers of grids: put on the list, taken off it, and shown with as little as will do. */
import { AppError } from '../../config/contract/errors.ts';
import {
  type AddGridVolunteer,
  type GridCandidate,
  type GridMember,
  type GridVolunteer,
  maskedPhone,
  type PutGridMember,
} from '../../config/contract/grid-member.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import * as personStore from '../accounts/person.store.ts';
import type { Actor, Change, Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { GRID_SCOPE, VOLUNTEER_SCOPE } from './grid.rules.ts';
import * as gridStore from './grid.store.ts';
import * as memberStore from './grid-member.store.ts';
import * as volunteerStore from './grid-volunteer.store.ts';

export class GridMemberService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #newId: NewId;

  constructor({ journal, reader, newId }: { journal: Journal; reader: Db; newId: NewId }) {
    this.#journal = journal;
    this.#reader = reader;
    this.#newId = newId;
  }

  members(): Promise<GridMember[]> {
    return memberStore.all(this.#reader);
  }

  async candidates(): Promise<GridCandidate[]> {
    const people = await personStore.all(this.#reader);
    return people
      .filter(({ disabled, role }) => !disabled && role !== 'screen')
      .map(({ id, name, unit }) => ({ personId: id, name, unit }));
  }

  put(gridId: string, { personId, part }: PutGridMember, by: Actor): Promise<GridMember[]> {
    return this.#journal.commit(by, async (change) => {
      await requireGrid(change.db, gridId);
      const person = await personStore.find(change.db, personId);
      if (!person || person.disabled) throw new AppError('PERSON_NOT_FOUND', { personId });
      await memberStore.put(change.db, { gridId, personId, part });
      return recordMembers(change, gridId);
    });
  }

  remove(gridId: string, personId: string, by: Actor): Promise<GridMember[]> {
    return this.#journal.commit(by, async (change) => {
      await requireGrid(change.db, gridId);
      await memberStore.remove(change.db, gridId, personId);
      return recordMembers(change, gridId);
    });
  }

  async volunteers(gridId: string): Promise<GridVolunteer[]> {
    return (await volunteerStore.ofGrid(this.#reader, gridId)).map(masked);
  }

  addVolunteer(gridId: string, what: AddGridVolunteer, by: Actor): Promise<GridVolunteer> {
    return this.#journal.commit(by, async (change) => {
      await requireGrid(change.db, gridId);
      const volunteer = { ...what, id: this.#newId(), gridId };
      await volunteerStore.add(change.db, volunteer);
      change.record('gridVolunteer', volunteer.id, VOLUNTEER_SCOPE, masked(volunteer));
      return masked(volunteer);
    });
  }

  removeVolunteer(volunteerId: string, by: Actor): Promise<void> {
    return this.#journal.commit(by, async (change) => {
      const { id } = await requireVolunteer(change.db, volunteerId);
      await volunteerStore.remove(change.db, id);
      change.record('gridVolunteer', id, VOLUNTEER_SCOPE, null);
    });
  }

  /** Whole, and on the record that it was asked for. */
  phoneOf(volunteerId: string, by: Actor): Promise<{ phone: string }> {
    return this.#journal.commit(by, async (change) => {
      const { id, gridId, name, phone } = await requireVolunteer(change.db, volunteerId);
      change.record('gridVolunteerPhone', id, VOLUNTEER_SCOPE, { gridId, name });
      return { phone };
    });
  }
}

export async function recordMembers(change: Change, gridId: string): Promise<GridMember[]> {
  const members = await memberStore.ofGrid(change.db, gridId);
  const told = members.map(({ personId, name, part }) => ({ personId, name, part }));
  change.record('gridMembers', gridId, GRID_SCOPE, { gridId, members: told });
  return members;
}

async function requireGrid(db: Db, gridId: string): Promise<void> {
  if (!(await gridStore.find(db, gridId))) throw new AppError('GRID_NOT_FOUND', { gridId });
}

async function requireVolunteer(db: Db, volunteerId: string): Promise<GridVolunteer> {
  const volunteer = await volunteerStore.find(db, volunteerId);
  if (!volunteer) throw new AppError('VOLUNTEER_NOT_FOUND', { volunteerId });
  return volunteer;
}

function masked(volunteer: GridVolunteer): GridVolunteer {
  return { ...volunteer, phone: maskedPhone(volunteer.phone) };
}
