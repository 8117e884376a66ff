/**
 * Turns a camera and moves its lens, which two services of it do. Either may be missing: a camera that
 * does not turn may have a motor in its lens. What is no longer asked for is stopped, the other goes on.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { PtzVector } from '../../config/contract/ptz.ts';
import type { Motion, Turning } from './ptz-mover.ts';

type Head = { move(velocity: PtzVector): Promise<void>; stop(): Promise<void> };
type Lens = { focus(speed: number): Promise<void> };

export class CameraHand implements Turning {
  readonly #parts: () => Promise<{ head: Head | null; lens: Lens | null }>;
  #isTurning = false;
  #isFocusing = false;

  constructor(parts: () => Promise<{ head: Head | null; lens: Lens | null }>) {
    this.#parts = parts;
  }

  async move({ focus, ...velocity }: Motion): Promise<void> {
    const { head, lens } = await this.#parts();
    const turns = velocity.pan !== 0 || velocity.tilt !== 0 || velocity.zoom !== 0;
    if (turns && !head) throw new AppError('ONVIF_NOT_OFFERED', { what: 'PTZ' });
    if (focus !== 0 && !lens) throw new AppError('ONVIF_NOT_OFFERED', { what: 'Focus' });
    await allOf([this.#turn(head, turns ? velocity : null), this.#focus(lens, focus)]);
  }

  /** Also what turns by itself, such as to a preset. */
  async stop(): Promise<void> {
    const { head, lens } = await this.#parts();
    this.#isTurning = true;
    await allOf([this.#turn(head, null), this.#focus(lens, 0)]);
  }

  async #turn(head: Head | null, velocity: PtzVector | null): Promise<void> {
    if (velocity) {
      this.#isTurning = true;
      await head?.move(velocity);
    } else if (this.#isTurning) {
      await head?.stop();
      this.#isTurning = false;
    }
  }

  async #focus(lens: Lens | null, speed: number): Promise<void> {
    if (speed === 0 && !this.#isFocusing) return;
    this.#isFocusing = true;
    await lens?.focus(speed);
    this.#isFocusing = speed !== 0;
  }
}

/** That one of the two fails does not keep the other from being told. */
async function allOf(tellings: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(tellings)) if (outcome.status === 'rejected') throw outcome.reason;
}
