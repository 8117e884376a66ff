/** One person's turning of one camera, by hand, by a tour or on patrol, from the first order to letting go; written down at both ends. */
import type { JournalBodies } from '../../config/contract/journal.ts';
import type { PtzOrder } from '../../config/contract/ptz.ts';
import type { Scope } from '../../config/contract/rights.ts';
import type { Journal } from '../journal/journal.ts';
import { type Did, type Done, didOf, isSameMove, type Lock, withDone } from './ptz-lock.rules.ts';

export type PtzEnd = NonNullable<JournalBodies['ptz']['ended']>;

export class PtzSession {
  readonly lock: Lock;
  readonly scope: Scope;
  readonly #tour: string | null;
  readonly #isPatrol: boolean;
  readonly #journal: Journal;
  readonly #cameraId: string;
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
    await this.#record(null, null);
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
    await this.#record(why, atMs);
  }

  async #record(ended: PtzEnd | null, endedAtMs: number | null): Promise<void> {
    const { personId, name, address, sinceMs: startedAtMs } = this.lock;
    const how = { actions: this.#done, tour: this.#tour, isPatrol: this.#isPatrol, address };
    const body = { cameraId: this.#cameraId, startedAtMs, endedAtMs, ended, ...how };
    await this.#journal.commit({ personId, name }, async (change) => {
      change.record('ptz', this.#cameraId, this.scope, body);
    });
  }
}
