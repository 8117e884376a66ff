/**
 * 搁置: alerts out of the queue until an end, with a reason, by a person; or all that one source raises until then. What is
 * on the shelf goes on being counted and recorded. When its time is over, or somebody answers it, it is back by itself.
 */
import {
  type Alert,
  type AlertShelf,
  isShelved,
  SHELVED_AT_MOST_MS,
  type ShelveAlert,
} from '../../config/contract/alert.ts';
import { AppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import { maySee } from '../../config/contract/rights.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { NewId } from '../../config/kernel/new-id.ts';
import { actorOf, type Change, type Journal, SYSTEM } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { shelve, unshelve, type Who } from './alert.rules.ts';
import { keepAlert, visibleAlert } from './alert.service.ts';
import * as alertStore from './alert.store.ts';
import * as shelfStore from './alert-shelf.store.ts';

/** What a desk takes to be now may be a little late. */
const CLOCKS_APART_MS = 60_000;

type Needs = { journal: Journal; reader: Db; clock: Clock; newId: NewId };

export class ShelfService {
  readonly #needs: Needs;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Sources that are shelved now, the one that is back first at the top. */
  async list(person: Person): Promise<AlertShelf[]> {
    const open = await shelfStore.all(this.#needs.reader);
    return open
      .filter(({ scope }) => maySee(person, scope))
      .map((shelf) => ({ ...shelf, endedAtMs: null, endedBy: null }));
  }

  /** Errors: ALERT_NOT_FOUND, ALERT_CANNOT_MOVE, INVALID_REQUEST when it ends too late or has ended. */
  shelve(alertId: string, { of, untilMs, reason }: ShelveAlert, person: Person): Promise<Alert> {
    const { journal, newId } = this.#needs;
    return journal.commit(actorOf(person), async (change) => {
      const alert = visibleAlert(await alertStore.find(change.db, alertId), alertId, person);
      if (untilMs <= change.nowMs || untilMs > change.nowMs + SHELVED_AT_MOST_MS + CLOCKS_APART_MS) {
        throw new AppError('INVALID_REQUEST', { field: 'untilMs' });
      }
      const by = { personId: person.id, name: person.name };
      const shelving = { by, reason, untilMs, atMs: change.nowMs, shelfId: of === 'source' ? newId() : null };
      const shelved = await keepAlert(change, shelve(alert, shelving));
      if (shelving.shelfId === null) return shelved;
      const before = await shelfStore.ofSource(change.db, alert);
      if (before) await this.#endShelf(change, before, by);
      const { cameraId, kind, scope } = alert;
      const shelf = { id: shelving.shelfId, cameraId, kind, by, reason, untilMs, atMs: change.nowMs, scope };
      await shelfStore.add(change.db, shelf);
      change.record('alertShelf', shelf.id, scope, { ...shelf, endedAtMs: null, endedBy: null });
      for (const other of await alertStore.unanswered(change.db, { cameraId, kind })) {
        if (other.id !== alertId) await keepAlert(change, shelve(other, shelving));
      }
      return shelved;
    });
  }

  /** Errors: ALERT_NOT_FOUND, ALERT_NOT_SHELVED. */
  unshelve(alertId: string, person: Person): Promise<Alert> {
    return this.#needs.journal.commit(actorOf(person), async (change) => {
      const alert = visibleAlert(await alertStore.find(change.db, alertId), alertId, person);
      return keepAlert(change, unshelve(alert, change.nowMs));
    });
  }

  /** With all that was shelved by it. Error: ALERT_NOT_SHELVED. */
  endShelf(shelfId: string, person: Person): Promise<void> {
    return this.#needs.journal.commit(actorOf(person), async (change) => {
      const shelf = await shelfStore.find(change.db, shelfId);
      if (!shelf || !maySee(person, shelf.scope)) throw new AppError('ALERT_NOT_SHELVED');
      await this.#endShelf(change, shelf, { personId: person.id, name: person.name });
    });
  }

  /** What is over by now. */
  async look(): Promise<void> {
    const { journal, reader, clock } = this.#needs;
    const nowMs = clock();
    const isAnyDue =
      (await shelfStore.due(reader, nowMs)).length > 0 || (await alertStore.shelvedUntil(reader, nowMs)).length > 0;
    if (!isAnyDue) return;
    await journal.commit(SYSTEM, async (change) => {
      for (const shelf of await shelfStore.due(change.db, change.nowMs)) await this.#endShelf(change, shelf, null);
      for (const alert of await alertStore.shelvedUntil(change.db, change.nowMs)) {
        await keepAlert(change, unshelve(alert, change.nowMs));
      }
    });
  }

  async #endShelf(change: Change, shelf: shelfStore.OpenShelf, endedBy: Who | null): Promise<void> {
    await shelfStore.remove(change.db, shelf.id);
    change.record('alertShelf', shelf.id, shelf.scope, { ...shelf, endedAtMs: change.nowMs, endedBy });
    for (const alert of await alertStore.unanswered(change.db, shelf)) {
      if (isShelved(alert) && alert.shelving?.shelfId === shelf.id) {
        await keepAlert(change, unshelve(alert, change.nowMs));
      }
    }
  }
}
