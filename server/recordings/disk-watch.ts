/** Makes one alert of a disk that takes no more recordings, and says when it does again. */
import type { Failure } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Lane } from '../../config/kernel/lane.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { AlertService } from '../alerts/alert.service.ts';

const log = newLogger('disk-watch');
const FAULT = { kind: 'diskFull', cameraId: null, level: 'critical' } as const;
/** A disk with room that refused a write this short a time ago is not well yet. */
const QUIET_MS = 20_000;

type Needs = { alerts: Pick<AlertService, 'reportFault' | 'recoverFault'>; clock: Clock };

export class DiskWatch {
  readonly #needs: Needs;
  readonly #lane = new Lane();
  #goesOn = false;
  #lastAtMs = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** A write failed, or nothing is left that may be deleted. */
  refused(cause: Failure): void {
    const { alerts, clock } = this.#needs;
    this.#lastAtMs = clock();
    if (this.#goesOn) return;
    this.#goesOn = true;
    this.#tell(() => alerts.reportFault({ ...FAULT, cause }));
  }

  /** There is room. An alert of an earlier run is over with it too. */
  hasRoom(): void {
    const { alerts, clock } = this.#needs;
    if (this.#goesOn && clock() - this.#lastAtMs < QUIET_MS) return;
    this.#goesOn = false;
    this.#tell(() => alerts.recoverFault(FAULT));
  }

  #tell(work: () => Promise<void>): void {
    void this.#lane.run(() => work().catch((thrown) => log.error({ err: thrown }, 'disk was not told of')));
  }
}
