/**
 * The one way to write: changes the present state and appends to the record in
 * one transaction, then announces what was committed.
 *
 * Commits run one after the other, so the order of `seq` is the order of commit
 * and of announcement. The work given to `commit` may await its own transaction
 * and nothing else.
 */
import { randomBytes } from 'node:crypto';
import type { JournalBodies, JournalEntry, JournalKind } from '../../config/contract/journal.ts';
import type { Person } from '../../config/contract/person.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Emitter } from '../../config/kernel/emitter.ts';
import { Lane } from '../../config/kernel/lane.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { Database } from '../storage/database.ts';
import type { Db, JournalRow } from '../storage/schema.ts';
import { CHAIN_START, digestOfBody, hashOfRow } from './chain.ts';
import * as journalStore from './journal.store.ts';

const log = newLogger('journal');
const BODY_VERSION = 2;
/** More rows than one commit makes. */
const UNSAID_LIMIT = 10_000;

export type Actor = JournalEntry['actor'];

/** The product itself: detections, expiry, what the start lays out. */
export const SYSTEM: Actor = { personId: null, name: '系统' };

export function actorOf(person: Pick<Person, 'id' | 'name'>): Actor {
  return { personId: person.id, name: person.name };
}

export type Change = {
  readonly db: Db;
  readonly nowMs: number;
  /** `by` is for what is written down on somebody's behalf; otherwise it is whoever commits. */
  record<Kind extends JournalKind>(
    kind: Kind,
    subject: string,
    scope: Scope,
    body: JournalBodies[Kind],
    by?: Actor,
  ): void;
};

type Head = { seq: number; hash: string };

export type JournalEvents = { committed: [entry: JournalEntry]; measured: [durationMs: number] };

export class Journal {
  readonly events = new Emitter<JournalEvents>((thrown, event) => log.error({ err: thrown, event }, 'listener failed'));
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #lane = new Lane();
  #head: Head;
  /** Of a commit that failed nobody knows here whether it arrived: before the next one the database is asked. */
  #headIsKnown = true;

  constructor(database: Database, clock: Clock, head: Head) {
    this.#database = database;
    this.#clock = clock;
    this.#head = head;
  }

  get head(): Head {
    const { seq, hash } = this.#head;
    return { seq, hash };
  }

  /** The `seq` of the last entry that was committed; 0 when there is none. */
  get newestSeq(): number {
    return this.#head.seq;
  }

  commit<T>(actor: Actor, work: (change: Change) => Promise<T>): Promise<T> {
    return this.#lane.run(async () => {
      const startedAt = performance.now();
      if (!this.#headIsKnown) await this.#findHead();
      const { value, rows } = await this.#transaction(async (db) => {
        const recorded: JournalRow[] = [];
        const value = await work(this.#change(db, actor, recorded));
        if (recorded.length > 0) await journalStore.append(db, recorded);
        return { value, rows: recorded };
      });
      this.events.emit('measured', performance.now() - startedAt);
      this.#announce(rows);
      return value;
    });
  }

  async entriesAfter(seq: number, limit: number): Promise<JournalEntry[]> {
    return (await journalStore.rowsAfter(this.#database.reader, seq, limit)).map(journalStore.toEntry);
  }

  /** Resolves when every commit asked for so far is done. */
  async settled(): Promise<void> {
    await this.#lane.run(async () => {});
  }

  /** A commit whose answer was lost may have arrived; then it is announced now. */
  async #findHead(): Promise<void> {
    const rows = await journalStore.rowsAfter(this.#database.writer, this.#head.seq, UNSAID_LIMIT);
    this.#headIsKnown = true;
    this.#announce(rows);
  }

  #announce(rows: readonly JournalRow[]): void {
    this.#head = rows.at(-1) ?? this.#head;
    for (const row of rows) this.events.emit('committed', journalStore.toEntry(row));
  }

  async #transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await this.#database.writer.transaction().execute(work);
    } catch (thrown) {
      this.#headIsKnown = false;
      throw thrown;
    }
  }

  #change(db: Db, actor: Actor, recorded: JournalRow[]): Change {
    const nowMs = this.#clock();
    return {
      db,
      nowMs,
      record: (kind, subject, scope, body, by = actor) => {
        const salt = randomBytes(16).toString('hex');
        const text = JSON.stringify(body);
        const before = recorded.at(-1) ?? this.#head;
        const row = {
          seq: before.seq + 1,
          atMs: nowMs,
          actorId: by.personId,
          actorName: by.name,
          kind,
          subject,
          scopeAction: scope.action,
          scopeCameraGroupId: scope.cameraGroupId,
          scopeBelonging: scope.belonging === undefined ? null : JSON.stringify(scope.belonging),
          bodyVersion: BODY_VERSION,
          bodyDigest: digestOfBody(salt, text),
        };
        recorded.push({ ...row, body: text, salt, hash: hashOfRow(before.hash, row) });
      },
    };
  }
}

export async function openJournal(database: Database, clock: Clock): Promise<Journal> {
  const last = await journalStore.newest(database.reader);
  return new Journal(database, clock, last ?? { seq: 0, hash: CHAIN_START });
}
