/**
 * Where devices that push and the cameras they are meet: a device may come before
 * its camera is needed, and a camera may wait for its device.
 */
import { AppError } from '../../config/contract/errors.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import type { PictureOrder } from '../rtp/picture-order.ts';
import type { Source, SourceListener } from '../sources/source.ts';

/** A device that sends to us now, whichever way. */
export interface Publisher {
  /** What comes is handed on from here until the source is closed, which does not end the device's connection. */
  open(needs: { clock: Clock; order: PictureOrder }, listener: SourceListener): Source;
  /** Sends the device away. */
  close(): void;
}

export class PushDesk {
  readonly #publishers = new Map<string, Publisher>();
  readonly #waiting = new Map<string, Set<(publisher: Publisher) => void>>();

  /**
   * A device is there. One that was there before is sent away: it is the same device, whose old connection broke
   * without a word. The returned function says that it is gone.
   */
  arrive(cameraId: string, publisher: Publisher): () => void {
    const before = this.#publishers.get(cameraId);
    this.#publishers.set(cameraId, publisher);
    before?.close();
    const waiting = this.#waiting.get(cameraId) ?? [];
    this.#waiting.delete(cameraId);
    for (const take of waiting) take(publisher);
    return () => {
      if (this.#publishers.get(cameraId) === publisher) this.#publishers.delete(cameraId);
    };
  }

  has(cameraId: string): boolean {
    return this.#publishers.has(cameraId);
  }

  /** Sends the device of a camera away, if it is there. */
  dismiss(cameraId: string): void {
    this.#publishers.get(cameraId)?.close();
  }

  /** Waits for it. Errors: CAMERA_NOT_PUSHING when `stopped` first. */
  publisherOf(cameraId: string, stopped: AbortSignal): Promise<Publisher> {
    const there = this.#publishers.get(cameraId);
    return there ? Promise.resolve(there) : this.nextOf(cameraId, stopped);
  }

  /** Waits for one that comes from now on, whoever is there. Errors: CAMERA_NOT_PUSHING when `stopped` first. */
  nextOf(cameraId: string, stopped: AbortSignal): Promise<Publisher> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(cameraId) ?? new Set();
      this.#waiting.set(cameraId, waiting);
      const take = (publisher: Publisher) => {
        stopped.removeEventListener('abort', giveUp);
        resolve(publisher);
      };
      const giveUp = () => {
        waiting.delete(take);
        reject(new AppError('CAMERA_NOT_PUSHING'));
      };
      waiting.add(take);
      stopped.addEventListener('abort', giveUp, { once: true });
      if (stopped.aborted) giveUp();
    });
  }

  close(): void {
    for (const publisher of this.#publishers.values()) publisher.close();
  }
}
