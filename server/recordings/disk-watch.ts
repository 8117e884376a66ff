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
  /** Kept until it is told: the record may be on the disk that is full. */
  #untold: Failure | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** A write failed, or nothing is left that may be deleted. */
  refused(cause: Failure): void {
    this.#lastAtMs = this.#needs.clock();
    if (!this.#goesOn) this.#untold ??= cause;
    this.#goesOn = true;
    this.#tell();
  }

  /** There is room. An alert of an earlier run is over with it too. */
  hasRoom(): void {
    if (this.#goesOn && this.#needs.clock() - this.#lastAtMs < QUIET_MS) return;
    this.#goesOn = false;
    this.#tell();
  }

  #tell(): void {
    const { alerts } = this.#needs;
    const tell = async () => {
      if (this.#untold) await alerts.reportFault({ ...FAULT, cause: this.#untold });
      this.#untold = undefined;
      if (!this.#goesOn) await alerts.recoverFault(FAULT);
    };
    void this.#lane.run(() => tell().catch((thrown) => log.error({ err: thrown }, 'disk was not told of')));
  }
}
