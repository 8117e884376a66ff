/**
 * Who is signed in: opening, recognising, touching and ending sessions.
 *
 * A touch is kept in memory and written at most once a minute, because it comes
 * with every request; what a crash loses of it is less than the idle time.
 */
import { createHash, randomBytes } from 'node:crypto';
import { AppError, type ErrorCode } from '../../config/contract/errors.ts';
import type { JournalBodies } from '../../config/contract/journal.ts';
import type { Person, RightsHolder, SignIn } from '../../config/contract/person.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { actorOf, type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import type { RightsBoard } from '../rights/rights-board.ts';
import type { Db } from '../storage/schema.ts';
import type { AccountEvents } from './account-events.ts';
import { type AddressLimit, newAddressLimit } from './address-limit.ts';
import { isPassword, spendTheSameTime } from './password.ts';
import * as personStore from './person.store.ts';
import { expiry, type SessionLimits } from './session.rules.ts';
import * as sessionStore from './session.store.ts';
import { decide, type Limits } from './sign-in.rules.ts';
import * as signInFailureStore from './sign-in-failure.store.ts';

const log = newLogger('sessions');
const TOUCH_SAVED_EVERY_MS = 60_000;
const FAILURES_KEPT_MS = 24 * 3_600_000;
/** Times as many failures as lock an account are allowed to one address. */
const ADDRESS_FACTOR = 6;
const SIGN_IN_SCOPE: Scope = { action: 'journal.read', cameraGroupId: null };

/** Who asks, and from where. */
export type Asker = { person: RightsHolder; sessionId: string; wall: boolean; address: string };

type SignInOutcome = JournalBodies['signIn']['outcome'];

type Needs = {
  journal: Journal;
  reader: Db;
  events: Emitter<AccountEvents>;
  clock: Clock;
  newId: NewId;
  limits: SessionLimits & Limits;
  rights: RightsBoard;
};

export class SessionService {
  readonly #journal: Journal;
  readonly #reader: Db;
  readonly #events: Emitter<AccountEvents>;
  readonly #clock: Clock;
  readonly #newId: NewId;
  readonly #limits: SessionLimits & Limits;
  readonly #addresses: AddressLimit;
  readonly #rights: RightsBoard;
  readonly #touchedAtMs = new Map<string, { atMs: number; savedAtMs: number }>();

  constructor({ journal, reader, events, clock, newId, limits, rights }: Needs) {
    this.#journal = journal;
    this.#reader = reader;
    this.#events = events;
    this.#clock = clock;
    this.#newId = newId;
    this.#limits = limits;
    this.#rights = rights;
    const failures = limits.lockAfterFailures * ADDRESS_FACTOR;
    this.#addresses = newAddressLimit(clock, { failures, windowMs: limits.lockMs });
  }

  /** The token is told once, here; only its digest is kept. */
  async signIn({ account, password, wall }: SignIn, address: string): Promise<{ token: string; asker: Asker }> {
    if (this.#addresses.isHeld(address)) {
      await this.#journal.commit(tried(account), async (change) => recordSignIn(change, account, 'locked', address));
      throw new AppError('ACCOUNT_LOCKED', this.#lockDetail(this.#limits.lockMs));
    }
    const person = await personStore.findByAccount(this.#reader, account);
    const passwordIsRight = person
      ? await isPassword(password, await personStore.passwordHashOf(this.#reader, person.id))
      : await spendTheSameTime(password).then(() => false);
    if (!passwordIsRight) this.#addresses.failed(address);

    const token = randomBytes(32).toString('base64url');
    const actor = person && passwordIsRight ? actorOf(person) : tried(account);
    const signedIn = await this.#journal.commit(actor, async (change) => {
      const before = await signInFailureStore.find(change.db, account);
      const now = person && (await personStore.find(change.db, person.id));
      const attempt = { passwordIsRight, disabled: now?.disabled ?? false, nowMs: change.nowMs };
      const decision = decide(attempt, before, this.#limits);
      recordSignIn(change, account, decision.outcome, address);
      if (decision.outcome !== 'signedIn' || !now) {
        return this.#refuse(change, account, decision.outcome === 'signedIn' ? undefined : decision);
      }
      await signInFailureStore.forget(change.db, account);
      const session = this.#newSession(change, { personId: now.id, token, wall, address });
      await sessionStore.add(change.db, session);
      return { person: this.#rights.holder(now), sessionId: session.id, wall, address };
    });
    if (signedIn instanceof AppError) throw signedIn;
    return { token, asker: signedIn };
  }

  /** Whose token this is; ends the session when its time is over. */
  async recognise(token: string | undefined, address: string): Promise<Asker> {
    if (!token) throw new AppError('NOT_SIGNED_IN');
    const session = await sessionStore.findByToken(this.#reader, digest(token));
    return this.#check(session, address);
  }

  /** The same by the session's id, for what a session has opened and signed. */
  async recogniseById(sessionId: string, address: string): Promise<Asker> {
    return this.#check(await sessionStore.find(this.#reader, sessionId), address);
  }

  touch(sessionId: string): void {
    const nowMs = this.#clock();
    const before = this.#touchedAtMs.get(sessionId);
    const isDue = nowMs - (before?.savedAtMs ?? 0) >= TOUCH_SAVED_EVERY_MS;
    this.#touchedAtMs.set(sessionId, { atMs: nowMs, savedAtMs: isDue ? nowMs : (before?.savedAtMs ?? 0) });
    if (!isDue) return;
    this.#journal
      .commit(SYSTEM, ({ db }) => sessionStore.saveTouch(db, sessionId, nowMs))
      .catch((thrown) => log.error({ err: thrown }, 'touch was not saved'));
  }

  async signOut({ sessionId, person, address }: Asker): Promise<void> {
    await this.#end([{ id: sessionId, personId: person.id, address }], 'signedOut', person);
  }

  /** Signs a person out everywhere, or everywhere but here. */
  async endAll(personId: string, by: Person, except?: string): Promise<void> {
    const sessions = await sessionStore.ofPerson(this.#reader, personId);
    await this.#end(
      sessions.filter(({ id }) => id !== except),
      'ended',
      by,
    );
  }

  /** Ends what is over; called again and again while the product runs. */
  async sweep(): Promise<void> {
    for (const session of await sessionStore.all(this.#reader)) {
      const why = this.#expiry(session);
      if (why) await this.#end([session], why, null);
    }
  }

  async #check(session: sessionStore.SessionRecord | undefined, address: string): Promise<Asker> {
    if (!session) throw new AppError('SESSION_ENDED');
    const why = this.#expiry(session);
    if (why) {
      await this.#end([session], why, null);
      throw new AppError('SESSION_ENDED');
    }
    const person = await personStore.find(this.#reader, session.personId);
    if (!person || person.disabled) throw new AppError('SESSION_ENDED');
    return { person: this.#rights.holder(person), sessionId: session.id, wall: session.wall, address };
  }

  #expiry(session: sessionStore.SessionRecord): 'ended' | 'idle' | null {
    const touchedAtMs = Math.max(session.touchedAtMs, this.#touchedAtMs.get(session.id)?.atMs ?? 0);
    return expiry({ ...session, touchedAtMs }, this.#clock(), this.#limits);
  }

  async #end(
    sessions: { id: string; personId: string; address: string }[],
    outcome: SignInOutcome,
    by: Person | null,
  ): Promise<void> {
    if (sessions.length === 0) return;
    const ended = await this.#journal.commit(by ? actorOf(by) : SYSTEM, async (change) => {
      const removed: typeof sessions = [];
      for (const session of sessions) {
        if (!(await sessionStore.remove(change.db, session.id))) continue;
        removed.push(session);
        const person = await personStore.find(change.db, session.personId);
        recordSignIn(change, person?.account ?? session.personId, outcome, session.address);
      }
      return removed;
    });
    const code: ErrorCode = 'SESSION_ENDED';
    for (const { id, personId } of ended) {
      this.#touchedAtMs.delete(id);
      this.#events.emit('sessionEnded', { sessionId: id, personId, code });
    }
  }

  #newSession(
    { nowMs }: Change,
    { token, ...whose }: { personId: string; token: string; wall: boolean; address: string },
  ): sessionStore.SessionRecord {
    return { ...whose, id: this.#newId(), tokenHash: digest(token), createdAtMs: nowMs, touchedAtMs: nowMs };
  }

  /** Returned, not thrown: a throw would take the record of the failure back with it. */
  async #refuse(
    { db, nowMs }: Change,
    account: string,
    refusal: { code: ErrorCode; failures: { failureCount: number; lockedUntilMs: number } } | undefined,
  ): Promise<AppError> {
    if (!refusal) return new AppError('WRONG_CREDENTIALS');
    await signInFailureStore.forgetBefore(db, nowMs - FAILURES_KEPT_MS - this.#limits.lockMs);
    await signInFailureStore.save(db, { account, lastAtMs: nowMs, ...refusal.failures });
    const detail = refusal.code === 'ACCOUNT_LOCKED' ? this.#lockDetail(refusal.failures.lockedUntilMs - nowMs) : {};
    return new AppError(refusal.code, detail);
  }

  #lockDetail(waitMs: number): { waitMs: number; minutes: number } {
    return { waitMs, minutes: Math.ceil(waitMs / 60_000) };
  }
}

function recordSignIn(change: Change, account: string, outcome: SignInOutcome, address: string): void {
  change.record('signIn', account, SIGN_IN_SCOPE, { outcome, address });
}

/** Nobody is known yet: the record names what was typed. */
function tried(account: string): { personId: null; name: string } {
  return { personId: null, name: account };
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
