/**
 * What everybody may do with cameras now: the grants in memory, kept current from the
 * journal. Says when that changed, be it that a grant was or that the end of one passed.
 */
import { type CameraGrant, cameraRightsOf, nextEndMs } from '../../config/contract/camera-grant.ts';
import type { Person, RightsHolder } from '../../config/contract/person.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { Journal } from '../journal/journal.ts';
import type { Db } from '../storage/schema.ts';
import * as cameraGrantStore from './camera-grant.store.ts';

const log = newLogger('rights');
/** A timer of Node's cannot wait longer. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

type Needs = { journal: Journal; reader: Db; clock: Clock };

export async function openRightsBoard({ journal, reader, clock }: Needs): Promise<RightsBoard> {
  return new RightsBoard(journal, await cameraGrantStore.all(reader), clock);
}

export class RightsBoard {
  readonly events = new Emitter<{ changed: [] }>((thrown, event) =>
    log.error({ err: thrown, event }, 'listener failed'),
  );
  readonly #grants: Map<string, CameraGrant>;
  readonly #clock: Clock;
  readonly #stop: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(journal: Journal, grants: readonly CameraGrant[], clock: Clock) {
    this.#grants = new Map(grants.map((grant) => [grant.id, grant]));
    this.#clock = clock;
    this.#stop = journal.events.on('committed', (entry) => {
      if (entry.kind !== 'cameraGrant') return;
      if (entry.body) this.#grants.set(entry.subject, entry.body);
      else this.#grants.delete(entry.subject);
      this.#changed();
    });
    this.#waitForNextEnd();
  }

  holder(person: Person): RightsHolder {
    return { ...person, cameraRights: cameraRightsOf(person, [...this.#grants.values()], this.#clock()) };
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
