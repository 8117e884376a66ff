/**
 * What everybody may do with cameras now, and which grids are theirs: grants and grid
 * members in memory, kept current from the journal. Says when that changed, be it that a grant was or that the end of one passed.
 */
import { type CameraGrant, cameraRightsOf, nextEndMs } from '../../config/contract/camera-grant.ts';
import type { Person, RightsHolder } from '../../config/contract/person.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import * as gridMemberStore from '../grids/grid-member.store.ts';
import type { Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import * as cameraGrantStore from './camera-grant.store.ts';

const log = newLogger('rights');
/** A timer of Node's cannot wait longer. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

type Held = { grants: readonly CameraGrant[]; members: readonly { gridId: string; personId: string }[] };
type Needs = { journal: Journal; reader: Db; clock: Clock };

export async function openRightsBoard({ journal, reader, clock }: Needs): Promise<RightsBoard> {
  const held = { grants: await cameraGrantStore.all(reader), members: await gridMemberStore.all(reader) };
  return new RightsBoard(journal, held, clock);
}

export class RightsBoard {
  readonly events = new Emitter<{ changed: [] }>((thrown, event) =>
    log.error({ err: thrown, event }, 'listener failed'),
  );
  readonly #grants: Map<string, CameraGrant>;
  /** Of each grid, who cares for it. */
  readonly #members = new Map<string, Set<string>>();
  readonly #clock: Clock;
  readonly #stop: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(journal: Journal, { grants, members }: Held, clock: Clock) {
    for (const { gridId, personId } of members) this.#putMember(gridId, personId);
    this.#grants = new Map(grants.map((grant) => [grant.id, grant]));
    this.#clock = clock;
    this.#stop = journal.events.on('committed', (entry) => {
      if (entry.kind === 'gridMembers') this.#takeMembers(entry.subject, entry.body.members);
      if (entry.kind !== 'cameraGrant') return;
      if (entry.body) this.#grants.set(entry.subject, entry.body);
      else this.#grants.delete(entry.subject);
      this.#changed();
    });
    this.#waitForNextEnd();
  }

  holder(person: Person): RightsHolder {
    return {
      ...person,
      cameraRights: cameraRightsOf(person, [...this.#grants.values()], this.#clock()),
      gridIds: [...this.#members].filter(([, people]) => people.has(person.id)).map(([gridId]) => gridId),
    };
  }

  #takeMembers(gridId: string, members: readonly { personId: string }[]): void {
    this.#members.delete(gridId);
    for (const { personId } of members) this.#putMember(gridId, personId);
    this.events.emit('changed');
  }

  #putMember(gridId: string, personId: string): void {
    const people = this.#members.get(gridId) ?? new Set();
    this.#members.set(gridId, people.add(personId));
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#timer);
  }

  #changed(): void {
    this.#waitForNextEnd();
    this.events.emit('changed');
  }

  #waitForNextEnd(): void {
    clearTimeout(this.#timer);
    const nowMs = this.#clock();
    const endMs = nextEndMs([...this.#grants.values()], nowMs);
    if (endMs === null) return;
    this.#timer = setTimeout(() => this.#changed(), Math.min(endMs - nowMs, LONGEST_WAIT_MS));
  }
}
