/** People and their accounts: given, changed, disabled; and what that does to those who are signed in. */
import { AppError } from '../../config/contract/errors.ts';
import {
  type AddPerson,
  type ChangePassword,
  type ChangePerson,
  isStrongPassword,
  type Person,
} from '../../config/contract/person.ts';
import type { Emitter } from '../../config/kernel/emitter.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { type Actor, actorOf, type Change, type Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import * as unitStore from '../units/unit.store.ts';
import type { AccountEvents } from './account-events.ts';
import type { FirstPasswords } from './first-passwords.ts';
import { hashPassword, isPassword } from './password.ts';
import { change as changed, keepsAnAdministrator, PERSON_SCOPE, rightsDiffer } from './person.rules.ts';
import * as personStore from './person.store.ts';
import type { Asker, SessionService } from './session.service.ts';
import * as signInFailureStore from './sign-in-failure.store.ts';

type Needs = {
  journal: Journal;
  reader: Db;
  sessions: SessionService;
  events: Emitter<AccountEvents>;
  firstPasswords: FirstPasswords;
  newId: NewId;
};

export class PersonService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #sessions: SessionService;
  readonly #events: Emitter<AccountEvents>;
  readonly #firstPasswords: FirstPasswords;
  readonly #newId: NewId;

  constructor({ journal, reader, sessions, events, firstPasswords, newId }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#sessions = sessions;
    this.#events = events;
    this.#firstPasswords = firstPasswords;
    this.#newId = newId;
  }

  list(): Promise<Person[]> {
    return personStore.all(this.#reader);
  }

  async add({ password, ...what }: AddPerson, by: Actor): Promise<Person> {
    const passwordHash = await hashStrong(password);
    return this.#journal.commit(by, async (change) => {
      if (await personStore.findByAccount(change.db, what.account)) {
        throw new AppError('ACCOUNT_TAKEN', { account: what.account });
      }
      const unitId = await unitIdOf(change.db, what.unit);
      const person: Person = { ...what, unitId, id: this.#newId(), disabled: false, createdAtMs: change.nowMs };
      await personStore.add(change.db, person, passwordHash);
      return record(change, person);
    });
  }

  async change(personId: string, changes: ChangePerson, by: Person): Promise<Person> {
    const passwordHash = changes.password === undefined ? undefined : await hashStrong(changes.password);
    const { before, after } = await this.#journal.commit(actorOf(by), async (change) => {
      const before = await personStore.find(change.db, personId);
      if (!before) throw new AppError('PERSON_NOT_FOUND', { personId });
      const renamed = changed(before, changes);
      const after = { ...renamed, unitId: await unitIdOf(change.db, renamed.unit) };
      if (!keepsAnAdministrator(await personStore.all(change.db), after)) throw new AppError('LAST_ADMINISTRATOR');
      await personStore.save(change.db, after);
      if (passwordHash) {
        await personStore.savePassword(change.db, personId, passwordHash);
        // Who is locked out is told to ask for a new password; it must let them in.
        await signInFailureStore.forget(change.db, after.account);
      }
      return { before, after: record(change, after) };
    });
    if (passwordHash) this.#firstPasswords.forget(after.account);
    if (passwordHash || after.disabled) await this.#sessions.endAll(personId, by);
    this.#events.emit('personChanged', after, rightsDiffer(before, after));
    return after;
  }

  /** Whoever else may have had the old password is out. */
  async changePassword({ oldPassword, newPassword }: ChangePassword, { person, sessionId }: Asker): Promise<void> {
    const isRight = await isPassword(oldPassword, await personStore.passwordHashOf(this.#reader, person.id));
    if (!isRight) throw new AppError('WRONG_CREDENTIALS');
    const passwordHash = await hashStrong(newPassword);
    await this.#journal.commit(actorOf(person), async (change) => {
      await personStore.savePassword(change.db, person.id, passwordHash);
      const now = await personStore.find(change.db, person.id);
      if (now) record(change, now);
    });
    this.#firstPasswords.forget(person.account);
    await this.#sessions.endAll(person.id, person, sessionId);
  }

  async endSessions(personId: string, by: Person): Promise<void> {
    if (!(await personStore.find(this.#reader, personId))) throw new AppError('PERSON_NOT_FOUND', { personId });
    await this.#sessions.endAll(personId, by);
  }
}

function record(change: Change, person: Person): Person {
  change.record('person', person.id, PERSON_SCOPE, person);
  return person;
}

/** People may be of a unit that is not registered; it is a name then, and nothing is sent to it. */
async function unitIdOf(db: Db, name: string): Promise<string | null> {
  return (await unitStore.findByName(db, name))?.id ?? null;
}

async function hashStrong(password: string): Promise<string> {
  if (!isStrongPassword(password)) throw new AppError('PASSWORD_TOO_WEAK');
  return hashPassword(password);
}
