/** Cameras that go round their presets by themselves, each until somebody turns it or stops it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Failure, toAppError } from '../../config/contract/errors.ts';
import type { PatrolStop } from '../../config/contract/ptz.ts';
import { newLogger } from '../../config/kernel/logger.ts';

const log = newLogger('patrols');

type Needs = { goTo: (cameraId: string, token: string) => Promise<unknown>; onChanged: (cameraId: string) => void };
export type PatrolRun = { personId: string; startedBy: string; presetToken: string; failure: Failure | null };
type Running = { run: PatrolRun; stopped: AbortController };

export class Patrols {
  readonly #needs: Needs;
  readonly #running = new Map<string, Running>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get cameraIds(): string[] {
    return [...this.#running.keys()];
  }

  of(cameraId: string): PatrolRun | undefined {
    return this.#running.get(cameraId)?.run;
  }

  start(cameraId: string, stops: readonly PatrolStop[], by: { id: string; name: string }): void {
    this.end(cameraId);
    const stopped = new AbortController();
    const first = stops[0]?.presetToken ?? '';
    const running = { run: { personId: by.id, startedBy: by.name, presetToken: first, failure: null }, stopped };
    this.#running.set(cameraId, running);
    this.#goRound(cameraId, stops, running).catch((thrown) => log.error({ err: thrown, cameraId }, 'patrol failed'));
  }

  end(cameraId: string): void {
    const running = this.#running.get(cameraId);
    if (!running) return;
    running.stopped.abort();
    this.#running.delete(cameraId);
    this.#needs.onChanged(cameraId);
  }

  /** A stop the camera does not go to is said, and the next one tried: a camera that was away comes back. */
  async #goRound(cameraId: string, stops: readonly PatrolStop[], running: Running): Promise<void> {
    const { signal } = running.stopped;
    for (let index = 0; !signal.aborted; index = (index + 1) % stops.length) {
      const stop = stops[index];
      if (!stop) return;
      const failure = await this.#needs.goTo(cameraId, stop.presetToken).then(
        () => null,
        (thrown) => toAppError(thrown).toFailure(),
      );
      if (signal.aborted) return;
      running.run = { ...running.run, presetToken: stop.presetToken, failure };
      this.#needs.onChanged(cameraId);
      await sleep(stop.dwellS * 1_000, undefined, { signal }).catch(() => {});
    }
  }
}
