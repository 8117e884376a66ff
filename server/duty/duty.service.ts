/** People go on duty and off, and share where they are in between. What is old is forgotten. */
import type {
  Duty,
  DutyMove,
  DutyState,
  DutyTrail,
  OnDuty,
  SharedPositions,
  SharePositions,
  TrailsQuery,
} from '../../config/contract/duty.ts';
import type { Person, RightsHolder } from '../../config/contract/person.ts';
import { maySee, type Scope } from '../../config/contract/rights.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import * as personStore from '../accounts/person.store.ts';
import { toWgs84 } from '../geo/coordinates.ts';
import { type Actor, actorOf, type Journal, SYSTEM } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import { dutyOf, dutyScope, isOnDuty, mayCall, sorted, thinned } from './duty.rules.ts';
import * as dutyStore from './duty.store.ts';

const log = newLogger('duty');
const DAY_MS = 24 * 3_600_000;
const PRUNE_EVERY_MS = 3_600_000;
const TRAIL_LONGEST_MS = DAY_MS;
const TRAIL_POINTS_MOST = 500;

type Needs = {
  journal: Journal;
  reader: Db;
  clock: Clock;
  holder: (person: Person) => RightsHolder;
  keepTrailDays: number;
};
export type ScopedMove = DutyMove & { scope: Scope };

export class DutyService {
  readonly events = new Emitter<{ moved: [move: ScopedMove] }>((thrown, event) =>
    log.error({ err: thrown, event }, 'listener failed'),
  );
  readonly #needs: Needs;
  readonly #timer: NodeJS.Timeout;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#timer = setInterval(() => void this.prune(), PRUNE_EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  set(state: DutyState, by: RightsHolder): Promise<Duty> {
    return this.#set(state, by, actorOf(by));
  }

  /** Whoever has no account any more is not on duty. */
  async leave(person: Person): Promise<void> {
    await this.#set('offDuty', this.#needs.holder(person), SYSTEM);
  }

  #set(state: DutyState, holder: RightsHolder, by: Actor): Promise<Duty> {
    return this.#needs.journal.commit(by, async (change) => {
      const { db, nowMs } = change;
      const before = await dutyStore.find(db, holder.id);
      if ((before?.state ?? 'offDuty') === state) return dutyOf(holder, state, before?.sinceMs ?? nowMs);
      const wasOn = before !== undefined && isOnDuty(before);
      if (!wasOn) await dutyStore.openSpan(db, holder.id, nowMs);
      if (state === 'offDuty') await dutyStore.closeSpans(db, holder.id, nowMs);
      await dutyStore.save(db, { personId: holder.id, state, sinceMs: nowMs });
      const duty = dutyOf(holder, state, nowMs);
      change.record('duty', holder.id, dutyScope(holder), duty);
      return duty;
    });
  }

  async share({ datum, points }: SharePositions, by: RightsHolder): Promise<SharedPositions> {
    const told = points.map(({ longitude, latitude, ...point }) => {
      const [east, north] = toWgs84([longitude, latitude], datum);
      return { ...point, longitude: east, latitude: north };
    });
    const moments = points.map(({ atMs }) => atMs);
    const [fromMs, toMs] = [Math.min(...moments), Math.max(...moments)];
    const { fresh, isNewest, ...counts } = await this.#needs.journal.commit(actorOf(by), async ({ db, nowMs }) => {
      const spans = await dutyStore.spansSince(db, by.id, fromMs);
      const known = await dutyStore.momentsOf(db, by.id, fromMs, toMs);
      const found = sorted(told, { spans, known, nowMs });
      const newestMs = (await dutyStore.lastPoint(db, by.id, fromMs))?.atMs ?? 0;
      await dutyStore.addPoints(db, by.id, found.fresh);
      return { ...found, isNewest: (found.fresh.at(-1)?.atMs ?? 0) > newestMs };
    });
    const position = fresh.at(-1);
    const sinceMs = await dutyStore.runningSince(this.#needs.reader, by.id);
    if (position && isNewest && sinceMs !== undefined && position.atMs >= sinceMs) {
      this.events.emit('moved', { personId: by.id, position, scope: dutyScope(by) });
    }
    return { keptCount: fresh.length, ...counts };
  }

  /** Those on duty whom somebody may see, with where they were last. */
  async list(asker: RightsHolder): Promise<OnDuty[]> {
    const { reader } = this.#needs;
    const found: OnDuty[] = [];
    for (const { personId, state, sinceMs } of await dutyStore.onDuty(reader)) {
      const person = await this.#visible(personId, asker);
      if (!person) continue;
      const spanMs = (await dutyStore.runningSince(reader, personId)) ?? sinceMs;
      const position = (await dutyStore.lastPoint(reader, personId, spanMs)) ?? null;
      const { gridIds } = this.#needs.holder(person);
      const phone = mayCall(asker, person) ? person.phone : null;
      found.push({ ...dutyOf(person, state, sinceMs), position, onSinceMs: spanMs, gridIds, phone });
    }
    return found;
  }

  /** Where those who are on duty were since they went on; of anybody else nothing is told. */
  async trails({ sinceMs, personId: onlyId }: TrailsQuery, asker: RightsHolder): Promise<DutyTrail[]> {
    const { reader, clock } = this.#needs;
    const fromMs = Math.max(sinceMs, clock() - TRAIL_LONGEST_MS);
    const found: DutyTrail[] = [];
    for (const [personId, points] of await dutyStore.pointsSince(reader, fromMs, onlyId)) {
      const person = await this.#visible(personId, asker);
      const onSinceMs = await dutyStore.runningSince(reader, personId);
      if (!person || onSinceMs === undefined) continue;
      const ofThisTime = points.filter(({ atMs }) => atMs >= onSinceMs);
      found.push({ personId, name: person.name, points: thinned(ofThisTime, TRAIL_POINTS_MOST) });
    }
    return found;
  }

  /** Never rejects. */
  async prune(): Promise<void> {
    const { journal, clock, keepTrailDays } = this.#needs;
    try {
      await journal.commit(SYSTEM, ({ db }) => dutyStore.prune(db, clock() - keepTrailDays * DAY_MS));
    } catch (thrown) {
      log.error({ err: thrown }, 'old positions were not forgotten');
    }
  }

  async #visible(personId: string, asker: RightsHolder): Promise<Person | undefined> {
    const person = await personStore.find(this.#needs.reader, personId);
    if (!person || person.disabled) return undefined;
    return maySee(asker, dutyScope(this.#needs.holder(person))) ? person : undefined;
  }
}
