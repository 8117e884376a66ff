/**
 * Turning cameras: who may, who holds one, and that it stops when they are gone.
 *
 * The media node stops a move nobody asks for again; here a holder who lost their connection is let
 * go at once, and one who does nothing after a while.
 */
import type { Camera } from '../../config/contract/camera.ts';
import { AppError, toAppError } from '../../config/contract/errors.ts';
import type { Person } from '../../config/contract/person.ts';
import {
  type AskTourPreset,
  PTZ_HOLD_MS,
  type PtzOrder,
  type PtzPlace,
  type PtzState,
} from '../../config/contract/ptz.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Emitter } from '../../config/kernel/emitter.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { cameraScope } from '../cameras/camera.rules.ts';
import type { CameraService } from '../cameras/camera.service.ts';
import type { Journal } from '../journal/journal.ts';
import type { MediaNode } from '../nodes/media-node.ts';
import { isRefusal } from '../rights/refusal.ts';
import type { HolderOf } from '../rights/rights-watch.ts';
import type { SavedService } from '../saved/saved.service.ts';
import type { ScreenService } from '../screens/screen.service.ts';
import { type PatrolRun, Patrols } from './patrols.ts';
import type { PresetService } from './preset.service.ts';
import { claim, givesWay, requireFreeForTour, stayUntilMs } from './ptz-lock.rules.ts';
import { type PtzEnd, PtzSession } from './ptz-session.ts';
import { TourTurns } from './tour-turns.ts';

const log = newLogger('ptz');

export type PtzAsker = { person: Person; connectionId: string; address: string };
export type ScopedPtzState = PtzState & { groupId: string };
/** Longer than most tours take to come round. */
const TOUR_REST_MS = 600_000;

type Needs = {
  journal: Journal;
  cameras: Pick<CameraService, 'permitted' | 'watchable'>;
  presets: Pick<PresetService, 'patrol'>;
  saved: Pick<SavedService, 'tourStop'>;
  screens: Pick<ScreenService, 'senderOfTour'>;
  node: Pick<MediaNode, 'ptz' | 'ptzPlace'>;
  clock: Clock;
  holdMs?: number;
  /** How long a tour that sends a camera nowhere any more is still the same turning on record. */
  tourRestMs?: number;
};
type Held = { session: PtzSession; idleTimer: NodeJS.Timeout | undefined; groupId: string };

export class PtzService {
  readonly events = new Emitter<{ changed: [state: ScopedPtzState] }>((thrown) =>
    log.error({ err: thrown }, 'listener failed'),
  );
  readonly #needs: Needs;
  readonly #holdMs: number;
  readonly #held = new Map<string, Held>();
  readonly #patrols: Patrols;
  readonly #patrolSessions = new Map<string, PtzSession>();
  readonly #tours: TourTurns;
  readonly #groupIds = new Map<string, string>();

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#holdMs = needs.holdMs ?? PTZ_HOLD_MS;
    this.#tours = new TourTurns({ ...needs, restMs: needs.tourRestMs ?? TOUR_REST_MS });
    this.#patrols = new Patrols({
      goTo: (cameraId, token) => needs.node.ptz({ cameraId, order: { do: 'preset', token } }),
      onChanged: (cameraId) => this.#tell(cameraId),
    });
  }

  /** Everything that is held or goes round by itself now. */
  states(): ScopedPtzState[] {
    return [...new Set([...this.#held.keys(), ...this.#patrols.cameraIds])].map((cameraId) => this.#stateOf(cameraId));
  }

  /** Errors: `NOT_ALLOWED`, `CAMERA_NOT_FOUND`, `CAMERA_DISABLED`, `PTZ_HELD`, `ONVIF_NOT_OFFERED`, and the camera's own. */
  async order(cameraId: string, order: PtzOrder, by: PtzAsker): Promise<void> {
    const held = await this.#claim(cameraId, by);
    this.#endPatrol(cameraId, order.do === 'stop' ? 'released' : 'takenOver');
    held.session.note(order);
    await this.#needs.node.ptz({ cameraId, order });
  }

  /** Null when the camera does not tell. Errors: as of an order, but for the holder. */
  async place(cameraId: string, person: Person): Promise<PtzPlace | null> {
    await this.#turnable(cameraId, person);
    return this.#needs.node.ptzPlace({ cameraId });
  }

  /** Whoever is the holder, by whatever desk, or nobody's: else it is refused. */
  requireNotHeld(cameraId: string, person: Person): void {
    const lock = this.#held.get(cameraId)?.session.lock;
    if (lock && !givesWay(lock, { personId: person.id, role: person.role })) {
      throw new AppError('PTZ_HELD', { name: lock.name });
    }
  }

  async startPatrol(cameraId: string, by: PtzAsker): Promise<void> {
    const held = await this.#claim(cameraId, by);
    const { stops } = await this.#needs.presets.patrol(cameraId, by.person);
    if (stops.length === 0) throw new AppError('INVALID_REQUEST', { field: 'stops' });
    held.session.noteDid('patrol');
    this.#endPatrol(cameraId, 'takenOver');
    const { lock, scope } = held.session;
    const patrol = { ...lock, sinceMs: this.#needs.clock() };
    const session = new PtzSession(this.#needs.journal, patrol, { cameraId, scope, isPatrol: true });
    this.#patrolSessions.set(cameraId, session);
    session.started().catch((thrown) => log.error({ err: thrown }, 'patrol was not recorded'));
    this.#patrols.start(cameraId, stops, by.person);
  }

  async stopPatrol(cameraId: string, by: PtzAsker): Promise<void> {
    await this.order(cameraId, { do: 'stop' }, by);
  }

  /** Ends each patrol whose camera is gone or disabled, or that whoever started it may start no longer. */
  async recheckPatrols(holderOf: HolderOf): Promise<void> {
    for (const cameraId of this.#patrols.cameraIds) {
      const run = this.#patrols.of(cameraId);
      if (!run) continue;
      try {
        const person = await holderOf(run.personId);
        if (!person) throw new AppError('NOT_ALLOWED');
        await this.#turnable(cameraId, person);
      } catch (thrown) {
        if (!isRefusal(thrown)) log.error({ err: thrown, cameraId }, 'patrol was not looked at again');
        else if (this.#patrols.of(cameraId)?.personId === run.personId) this.#endPatrol(cameraId, 'withdrawn');
      }
    }
  }

  /** Holds nothing: whoever wants to turn it by hand does. Errors: as of an order, SAVED_NOT_FOUND, PRESET_NOT_FOUND, PTZ_ON_PATROL, PTZ_ON_TOUR. */
  async goForTour(stop: AskTourPreset, asker: PtzAsker) {
    const { cameraId, presetToken, tourId, runId } = stop;
    const { connectionId, address } = asker;
    const { saved, clock, node } = this.#needs;
    const person = await this.#byWhoseRight(stop, asker.person);
    const camera = await this.#turnable(cameraId, person);
    const { tour, seconds } = await saved.tourStop(tourId, { cameraId, presetToken }, person);
    const taken = {
      lock: this.#held.get(cameraId)?.session.lock,
      patrolBy: this.#patrols.of(cameraId)?.startedBy,
      stay: this.#tours.stayAt(cameraId),
    };
    const run = { connectionId, runId, presetToken };
    requireFreeForTour(taken, run, clock());
    this.#tours.sent(camera, { ...run, tour, untilMs: stayUntilMs(seconds, clock()) }, { person, address });
    await node.ptz({ cameraId, order: { do: 'preset', token: presetToken } });
  }

  /** A big screen turns nothing of its own: what it was sent turns what it sees. Anybody else who looks at its page is only themselves. */
  async #byWhoseRight({ screenId, tourId, cameraId }: AskTourPreset, asker: Person): Promise<Person> {
    if (screenId === undefined || asker.role !== 'screen') return asker;
    await this.#needs.cameras.watchable(cameraId, asker);
    return this.#needs.screens.senderOfTour(screenId, tourId);
  }

  async release(cameraId: string, connectionId: string): Promise<void> {
    if (this.#held.get(cameraId)?.session.lock.connectionId === connectionId) await this.#letGo(cameraId, 'released');
  }

  /** A desk is gone: what it was turning stands still. */
  async left(connectionId: string): Promise<void> {
    const cameraIds = [...this.#held].filter(([, { session }]) => session.lock.connectionId === connectionId);
    await Promise.all([
      this.#tours.left(connectionId),
      ...cameraIds.map(([cameraId]) => this.#letGo(cameraId, 'lost', { stops: true })),
    ]);
  }

  /** What moves is stopped by the node, which ends too. */
  async close(): Promise<void> {
    for (const cameraId of this.#patrols.cameraIds) this.#endPatrol(cameraId, 'ended');
    await Promise.all([
      this.#tours.close(),
      ...[...this.#held.keys()].map((cameraId) => this.#letGo(cameraId, 'ended')),
    ]);
  }

  async #claim(cameraId: string, { person, connectionId, address }: PtzAsker): Promise<Held> {
    const camera = await this.#turnable(cameraId, person);
    const claimant = { personId: person.id, name: person.name, role: person.role, connectionId, address };
    const before = this.#held.get(cameraId);
    const { lock, lost } = claim(before?.session.lock, claimant, this.#needs.clock());
    if (before && lost === null) return this.#keep(cameraId, before);
    if (lost) void this.#letGo(cameraId, 'takenOver', { stops: true, isQuiet: true });
    return this.#begin(camera, new PtzSession(this.#needs.journal, lock, { cameraId, scope: cameraScope(camera) }));
  }

  async #turnable(cameraId: string, person: Person): Promise<Camera> {
    await this.#needs.cameras.permitted(cameraId, person, 'camera.ptz');
    return this.#needs.cameras.watchable(cameraId, person);
  }

  #endPatrol(cameraId: string, why: PtzEnd): void {
    this.#patrols.end(cameraId);
    const session = this.#patrolSessions.get(cameraId);
    this.#patrolSessions.delete(cameraId);
    session
      ?.ended(why, this.#needs.clock())
      .catch((thrown) => log.error({ err: thrown }, 'end of a patrol was not recorded'));
  }

  #begin({ id, groupId }: Camera, session: PtzSession): Held {
    const held: Held = { session, idleTimer: undefined, groupId };
    this.#held.set(id, held);
    this.#groupIds.set(id, groupId);
    session.started().catch((thrown) => log.error({ err: thrown }, 'PTZ session was not recorded'));
    this.#tell(id);
    return this.#keep(id, held);
  }

  #keep(cameraId: string, held: Held): Held {
    clearTimeout(held.idleTimer);
    held.idleTimer = setTimeout(() => void this.#letGo(cameraId, 'idle'), this.#holdMs);
    return held;
  }

  /** Never rejects. */
  async #letGo(cameraId: string, why: PtzEnd, { stops = false, isQuiet = false } = {}): Promise<void> {
    const held = this.#held.get(cameraId);
    if (!held) return;
    clearTimeout(held.idleTimer);
    this.#held.delete(cameraId);
    if (!isQuiet) this.#tell(cameraId);
    const endedAtMs = this.#needs.clock();
    const work = [held.session.ended(why, endedAtMs)];
    if (stops) work.push(this.#needs.node.ptz({ cameraId, order: { do: 'stop' } }).then(() => {}));
    for (const outcome of await Promise.allSettled(work)) {
      if (outcome.status === 'rejected') {
        log.warn({ cameraId, code: toAppError(outcome.reason).code, err: outcome.reason }, 'PTZ session ended badly');
      }
    }
  }

  #tell(cameraId: string): void {
    this.events.emit('changed', this.#stateOf(cameraId));
  }

  #stateOf(cameraId: string): ScopedPtzState {
    const lock = this.#held.get(cameraId)?.session.lock;
    const run: PatrolRun | undefined = this.#patrols.of(cameraId);
    return {
      cameraId,
      groupId: this.#groupIds.get(cameraId) ?? '',
      holder: lock ? { personId: lock.personId, name: lock.name, role: lock.role, sinceMs: lock.sinceMs } : null,
      patrol: run ? { startedBy: run.startedBy, presetToken: run.presetToken, failure: run.failure } : null,
    };
  }
}
