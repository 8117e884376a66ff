/** Which camera a device that pushes is: it names itself by its stream key, and by nothing else. */
import type { CarriedCamera } from '../../config/contract/node.ts';

export class StreamKeys {
  readonly #cameraByKey = new Map<string, string>();
  readonly #keyByCamera = new Map<string, string>();

  /** Answers whether another key held until now: whoever came with that one is no longer welcome. */
  follow({ cameraId, intake, streamKey }: Pick<CarriedCamera, 'cameraId' | 'intake' | 'streamKey'>): boolean {
    const before = this.#keyByCamera.get(cameraId);
    const now = intake === 'push' && streamKey !== '' ? streamKey : undefined;
    if (before === now) return false;
    this.forget(cameraId);
    if (now === undefined) return before !== undefined;
    this.#cameraByKey.set(now, cameraId);
    this.#keyByCamera.set(cameraId, now);
    return before !== undefined;
  }

  forget(cameraId: string): void {
    const key = this.#keyByCamera.get(cameraId);
    if (key !== undefined) this.#cameraByKey.delete(key);
    this.#keyByCamera.delete(cameraId);
  }

  cameraOf(streamKey: string): string | undefined {
    return this.#cameraByKey.get(streamKey);
  }
}
