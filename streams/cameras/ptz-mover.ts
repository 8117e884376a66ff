/**
 * Keeps a camera moving while somebody asks for it, and no longer.
 *
 * One message to the camera at a time, always the newest wish. Who asks must ask again and again:
 * when that stops, for whatever reason, the camera is stopped here. It has a limit of its own too.
 */
import { PTZ_MOVE_LASTS_MS, type PtzVector } from '../../config/contract/ptz.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';

const log = newLogger('ptz');
/** The camera ends a move after 2 s: it is told again before. */
const TELL_AGAIN_MS = 700;

export type Motion = PtzVector & { focus: number };
export type Turning = { move(motion: Motion): Promise<void>; stop(): Promise<void> };

export class PtzMover {
  readonly #turning: Turning;
  readonly #clock: Clock;
  /** Null: it is to stand still. */
  #wanted: Motion | null = null;
  #told: { motion: Motion; atMs: number } | null = null;
  #mustStop = false;
  #telling: Promise<void> | undefined;
  #deadline: NodeJS.Timeout | undefined;

  constructor(turning: Turning, clock: Clock) {
    this.#turning = turning;
    this.#clock = clock;
  }

  /** Resolves when the camera has taken it. Errors: as the camera's. */
  async move(motion: Motion): Promise<void> {
    this.#wanted = motion;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#giveUp(), PTZ_MOVE_LASTS_MS);
    await this.#tell();
  }

  /** Also ends what the camera does by itself, such as going to a preset. */
  async stop(): Promise<void> {
    clearTimeout(this.#deadline);
    this.#wanted = null;
    this.#mustStop = true;
    await this.#tell();
  }

  /** Leaves nothing moving behind. */
  async close(): Promise<void> {
    clearTimeout(this.#deadline);
    if (this.#told) await this.stop().catch((thrown) => log.warn({ err: thrown }, 'camera was not stopped'));
  }

  #giveUp(): void {
    log.info('move was not asked for again, camera stopped');
    this.stop().catch((thrown) => log.warn({ err: thrown }, 'camera was not stopped'));
  }

  /** What an earlier wish failed with is its asker's affair. */
  async #tell(): Promise<void> {
    while (this.#telling) await this.#telling.catch(() => {});
    if (this.#isTold()) return;
    this.#telling = this.#tellNewest().finally(() => {
      this.#telling = undefined;
    });
    await this.#telling;
  }

  async #tellNewest(): Promise<void> {
    while (!this.#isTold()) {
      const wanted = this.#wanted;
      if (wanted === null) {
        this.#mustStop = false;
        await this.#turning.stop();
        this.#told = null;
      } else {
        // What fails may still have reached the camera: only a stop that is taken means still.
        this.#told = { motion: wanted, atMs: this.#clock() };
        await this.#turning.move(wanted);
      }
    }
  }

  #isTold(): boolean {
    if (this.#wanted === null) return this.#told === null && !this.#mustStop;
    if (this.#told === null || this.#clock() - this.#told.atMs >= TELL_AGAIN_MS) return false;
    const { motion } = this.#told;
    return (['pan', 'tilt', 'zoom', 'focus'] as const).every((axis) => motion[axis] === this.#wanted?.[axis]);
  }
}
