/**
 * Where tours have sent cameras: until when each is shown there, and the record of it.
 *
 * A tour comes round for hours: what one slot does with one camera is one turning on record,
 * ended when it comes no more or its desk is gone.
 */
import type { Camera } from '../../config/contract/camera.ts';
import type { Person } from '../../config/contract/person.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { cameraScope } from '../cameras/camera.rules.ts';
import type { Journal } from '../journal/journal.ts';
import { lastingStay, type TourStay } from './ptz-lock.rules.ts';
import { type PtzEnd, PtzSession } from './ptz-session.ts';

const log = newLogger('tours');

type Needs = { journal: Journal; clock: Clock; restMs: number };
type TourAsker = { person: Person; address: string };
type Turning = { session: PtzSession; restTimer: NodeJS.Timeout | undefined };

export class TourTurns {
  readonly #needs: Needs;
  readonly #stays = new Map<string, TourStay>();
  readonly #turnings = new Map<string, Turning>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  stayAt(cameraId: string): TourStay | undefined {
    return this.#stays.get(cameraId);
  }

  sent(camera: Camera, stay: TourStay, by: TourAsker): void {
    this.#stays.set(camera.id, lastingStay(this.#stays.get(camera.id), stay));
    const key = JSON.stringify([camera.id, stay.connectionId, stay.runId, stay.tour]);
    const turning = this.#turnings.get(key) ?? this.#begin(key, camera, stay, by);
    turning.session.noteDid('preset');
    clearTimeout(turning.restTimer);
    turning.restTimer = setTimeout(() => void this.#end(key, 'idle'), this.#needs.restMs);
  }

  async left(connectionId: string): Promise<void> {
    for (const [cameraId, stay] of this.#stays) {
      if (stay.connectionId === connectionId) this.#stays.delete(cameraId);
    }
    const keys = [...this.#turnings].filter(([, { session }]) => session.lock.connectionId === connectionId);
    await Promise.all(keys.map(([key]) => this.#end(key, 'lost')));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#turnings.keys()].map((key) => this.#end(key, 'ended')));
  }

  #begin(key: string, camera: Camera, { connectionId, tour }: TourStay, { person, address }: TourAsker): Turning {
    const { journal, clock } = this.#needs;
    const who = { personId: person.id, name: person.name, role: person.role };
    const lock = { ...who, connectionId, address, sinceMs: clock() };
    const session = new PtzSession(journal, lock, { cameraId: camera.id, scope: cameraScope(camera), tour });
    const turning: Turning = { session, restTimer: undefined };
    this.#turnings.set(key, turning);
    session.started().catch((thrown) => log.error({ err: thrown }, 'turning by a tour was not recorded'));
    return turning;
  }

  /** Never rejects. */
  async #end(key: string, why: PtzEnd): Promise<void> {
    const turning = this.#turnings.get(key);
    if (!turning) return;
    clearTimeout(turning.restTimer);
    this.#turnings.delete(key);
    await turning.session.ended(why, this.#needs.clock()).catch((thrown) => {
      log.error({ err: thrown }, 'end of turning by a tour was not recorded');
    });
  }
}
