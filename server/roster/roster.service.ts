/** The roster: shifts put up, changed and taken away, each on record. */
import { AppError } from '../../config/contract/errors.ts';
import type { Named } from '../../config/contract/incident.ts';
import type { Colleague, Person, RightsHolder } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import {
  type AddShift,
  type ChangeShift,
  ROSTER_RANGE_MOST_MS,
  type RosterQuery,
  type RosterShift,
  rosterScope,
  type Shift,
} from '../../config/contract/roster.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { colleaguesAmong } from '../accounts/person.rules.ts';
import * as personStore from '../accounts/person.store.ts';
import { type Actor, actorOf, type Change, type Journal } from '../journal/journal.ts';
import { requireRightTo } from '../rights/refusal.ts';
import type { Db } from '../storage/schema.ts';
import * as unitStore from '../units/unit.store.ts';
import { handoverScope, handoverState } from './handover.rules.ts';
import * as handoverStore from './handover.store.ts';
import { requireApart, requireSound, shiftScope } from './roster.rules.ts';
import * as shiftStore from './shift.store.ts';

type Needs = { journal: Journal; reader: Db; newId: NewId };

export class RosterService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Errors: INVALID_REQUEST for a range that is none, or too long. */
  async list({ fromMs, toMs }: RosterQuery, asker: RightsHolder): Promise<RosterShift[]> {
    if (toMs <= fromMs || toMs - fromMs > ROSTER_RANGE_MOST_MS)
      throw new AppError('INVALID_REQUEST', { field: 'toMs' });
    const { reader } = this.#needs;
    const shifts = (await shiftStore.inRange(reader, { fromMs, toMs })).filter((each) =>
      maySee(asker, shiftScope(each)),
    );
    const states = await handoverStore.statesOf(
      reader,
      shifts.map(({ id }) => id),
    );
    const ofRoom = shifts.filter(({ unitId }) => unitId === null);
    const last = ofRoom.at(-1);
    const afterLast = last && (await shiftStore.ofRoomAfter(reader, last));
    return shifts.map((shift) => {
      if (shift.unitId !== null) return { ...shift, handover: null };
      const next = ofRoom[ofRoom.indexOf(shift) + 1] ?? afterLast ?? null;
      const isRead = maySee(asker, handoverScope({ shift, next }));
      return { ...shift, handover: isRead ? (states.get(shift.id) ?? 'none') : null };
    });
  }

  /** Of the units whose roster they may put up; for the command room's, everybody. */
  async people(asker: RightsHolder): Promise<Colleague[]> {
    const everybody = maySee(asker, rosterScope(null));
    const people = await personStore.all(this.#needs.reader);
    const within = ({ unitId }: Person) => everybody || (unitId !== null && maySee(asker, rosterScope(unitId)));
    return colleaguesAmong(people.filter(within));
  }

  /** Errors: UNIT_NOT_FOUND, PERSON_NOT_FOUND, PERSON_TWICE_IN_SHIFT, SHIFT_TIME_WRONG, SHIFT_OVERLAPS. */
  add(wanted: readonly AddShift[], by: RightsHolder): Promise<Shift[]> {
    return this.#needs.journal.commit(actorOf(by), async (change) => {
      const added: Shift[] = [];
      for (const what of wanted) added.push(await this.#addOne(change, what, by));
      return added;
    });
  }

  /** Errors: as of `add`; SHIFT_NOT_FOUND, SHIFT_CHANGED when somebody else was first, SHIFT_SIGNED. */
  change(shiftId: string, { version, ...changes }: ChangeShift, by: RightsHolder): Promise<Shift> {
    return this.#needs.journal.commit(actorOf(by), async (change) => {
      const before = await this.#changeable(change, shiftId, { version, by });
      if (handoverState(await handoverStore.find(change.db, shiftId)) === 'takenOver') {
        throw new AppError('SHIFT_SIGNED', { name: before.name });
      }
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const wanted: AddShift = { ...wantedOf(before), ...given };
      const shift = await named(change, wanted, before);
      const { id } = before;
      return keep(change, { ...shift, id, version: version + 1, changedAtMs: change.nowMs, changedBy: whoIs(by) });
    });
  }

  /** Errors: SHIFT_NOT_FOUND, SHIFT_CHANGED, SHIFT_SIGNED when somebody wrote its hand-over. */
  remove(shiftId: string, version: number, by: RightsHolder): Promise<void> {
    return this.#needs.journal.commit(actorOf(by), async (change) => {
      const shift = await this.#changeable(change, shiftId, { version, by });
      if (await handoverStore.find(change.db, shiftId)) throw new AppError('SHIFT_SIGNED', { name: shift.name });
      await shiftStore.remove(change.db, shiftId);
      change.record('shift', shiftId, shiftScope(shift), null);
    });
  }

  async #addOne(change: Change, what: AddShift, by: RightsHolder): Promise<Shift> {
    requireRightTo(by, rosterScope(what.unitId));
    if (what.unitId !== null && !(await unitStore.find(change.db, what.unitId))) {
      throw new AppError('UNIT_NOT_FOUND', { unitId: what.unitId });
    }
    return putUp(change, what, { id: this.#needs.newId(), by: whoIs(by) });
  }

  async #changeable(
    { db }: Change,
    shiftId: string,
    { version, by }: { version: number; by: RightsHolder },
  ): Promise<Shift> {
    const shift = await shiftStore.find(db, shiftId);
    if (!shift || !maySee(by, shiftScope(shift))) throw new AppError('SHIFT_NOT_FOUND', { shiftId });
    requireRightTo(by, rosterScope(shift.unitId));
    if (shift.version !== version) {
      throw new AppError('SHIFT_CHANGED', { name: shift.name, by: shift.changedBy.name });
    }
    return shift;
  }
}

/** Errors: PERSON_NOT_FOUND, PERSON_TWICE_IN_SHIFT, SHIFT_TIME_WRONG, SHIFT_OVERLAPS. */
export async function putUp(change: Change, what: AddShift, { id, by }: { id: string; by: Actor }): Promise<Shift> {
  const shift = await named(change, what, null);
  return keep(change, { ...shift, id, version: 1, changedAtMs: change.nowMs, changedBy: by });
}

type Wanted = Omit<Shift, 'id' | 'version' | 'changedAtMs' | 'changedBy'>;

/** With everybody's name, and apart from every other shift. */
async function named({ db }: Change, what: AddShift, before: Shift | null): Promise<Wanted> {
  requireSound(what);
  const { leaderId, personIds, ...shift } = what;
  const others = await shiftStore.inRange(db, shift);
  requireApart(
    shift,
    others.filter(({ id }) => id !== before?.id),
  );
  // Whoever has left since stays in the shift they were in.
  const known = new Map((before ? [before.leader, ...before.people] : []).map((each) => [each.personId, each]));
  const people: Named[] = [];
  for (const personId of [leaderId, ...personIds]) {
    const person: Person | undefined = await personStore.find(db, personId);
    const found = person && !person.disabled ? whoIs(person) : known.get(personId);
    if (!found) throw new AppError('PERSON_NOT_FOUND', { personId });
    people.push(found);
  }
  const [leader, ...rest] = people;
  if (!leader) throw new AppError('PERSON_NOT_FOUND', { personId: leaderId });
  return { ...shift, leader, people: rest };
}

function wantedOf({ unitId, name, fromMs, toMs, leader, people, place, focus }: Shift): AddShift {
  const personIds = people.map(({ personId }) => personId);
  return { unitId, name, fromMs, toMs, leaderId: leader.personId, personIds, place, focus };
}

function whoIs({ id, name }: Pick<Person, 'id' | 'name'>): Named {
  return { personId: id, name };
}

async function keep(change: Change, shift: Shift): Promise<Shift> {
  await shiftStore.save(change.db, shift);
  change.record('shift', shift.id, shiftScope(shift), shift);
  return shift;
}
