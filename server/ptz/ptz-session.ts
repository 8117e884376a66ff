/** One person's turning of one camera, by hand, by a tour or on patrol, from the first order to letting go; written down at both ends. */
import { randomUUID } from 'node:crypto';
import type { JournalBodies } from '../../config/contract/journal.ts';
import type { PtzOrder } from '../../config/contract/ptz.ts';
import type { Scope } from '../../config/contract/rights.ts';
import { type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import { type Did, type Done, didOf, isSameMove, type Lock, withDone } from './ptz-lock.rules.ts';
import * as turningStore from './ptz-turning.store.ts';

export type PtzEnd = NonNullable<JournalBodies['ptz']['ended']>;

export class PtzSession {
  readonly lock: Lock;
  readonly scope: Scope;
  readonly #tour: string | null;
  readonly #isPatrol: boolean;
  readonly #journal: Journal;
  readonly #cameraId: string;
  readonly #turningId = randomUUID();
  #done: Done[] = [];
  #before: PtzOrder | null = null;

  constructor(journal: Journal, lock: Lock, of: { cameraId: string; scope: Scope; tour?: string; isPatrol?: boolean }) {
    this.lock = lock;
    this.#journal = journal;
    this.#cameraId = of.cameraId;
    this.scope = of.scope;
    this.#tour = of.tour ?? null;
    this.#isPatrol = of.isPatrol ?? false;
  }

  async started(): Promise<void> {
    await this.#record(null, null, (change, body) => {
      const { personId, name: personName } = this.lock;
      const { scope } = this;
      return turningStore.add(change.db, { turningId: this.#turningId, personId, personName, scope, body });
    });
  }

  note(order: PtzOrder): void {
    const did = isSameMove(order, this.#before) ? null : didOf(order);
    this.#before = order;
    if (did !== null) this.noteDid(did);
  }

  noteDid(did: Did): void {
    this.#done = withDone(this.#done, did);
  }

  async ended(why: PtzEnd, atMs: number): Promise<void> {
    await this.#record(why, atMs, (change) => turningStore.remove(change.db, this.#turningId));
  }

  async #record(
    ended: PtzEnd | null,
    endedAtMs: number | null,
    keep: (change: Change, body: JournalBodies['ptz']) => Promise<void>,
  ): Promise<void> {
    const { personId, name, address, sinceMs: startedAtMs } = this.lock;
    const how = { actions: this.#done, tour: this.#tour, isPatrol: this.#isPatrol, address };
    const body = { cameraId: this.#cameraId, startedAtMs, endedAtMs, ended, ...how };
    await this.#journal.commit({ personId, name }, async (change) => {
      await keep(change, body);
      change.record('ptz', this.#cameraId, this.scope, body);
    });
  }
}

/** What a crash cut short has ended by now; the next start writes that down. */
export async function endTurnings(journal: Journal): Promise<void> {
  await journal.commit(SYSTEM, async (change) => {
    for (const { turningId, personId, personName, scope, body } of await turningStore.all(change.db)) {
      await turningStore.remove(change.db, turningId);
      const ended = { ...body, ended: 'ended', endedAtMs: change.nowMs } as const;
      change.record('ptz', body.cameraId, scope, ended, { personId, name: personName });
    }
  });
}
