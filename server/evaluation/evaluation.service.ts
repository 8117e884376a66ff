/** Evaluation for whoever asks: reckoned in a thread, one after the other. */
import { Worker } from 'node:worker_threads';
import { type CasesQuery, EvaluatedCases, Evaluation } from '../../config/contract/evaluation.ts';
import type { PeriodQuery } from '../../config/contract/period.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import type { Today } from '../../config/contract/today.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { Lane } from '../../config/kernel/lane.ts';
import type { DatabasePlace } from '../storage/database.ts';
import type { Db } from '../storage/schema.ts';
import type { Asking } from './evaluate.ts';
import { readToday } from './today.ts';

export type EvaluationWish =
  | { what: 'report'; query: PeriodQuery; asking: Asking }
  | { what: 'sheet'; query: PeriodQuery; asking: Asking; siteName: string }
  | { what: 'cases'; query: CasesQuery; asking: Asking };

type Needs = { place: DatabasePlace; reader: Db; clock: Clock; site: { name: string; timeZone: string } };

const WITHIN_MS = 60_000;
const LIMITS = { maxOldGenerationSizeMb: 1_024 };

export class EvaluationService {
  readonly #needs: Needs;
  /** Two cores are shared with everything else. */
  readonly #lane = new Lane();
  readonly #working = new Set<Worker>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async report(query: PeriodQuery, by: RightsHolder): Promise<Evaluation> {
    return Evaluation.parse(await this.#ask({ what: 'report', query, asking: this.#asking(by) }));
  }

  async cases(query: CasesQuery, by: RightsHolder): Promise<EvaluatedCases> {
    return EvaluatedCases.parse(await this.#ask({ what: 'cases', query, asking: this.#asking(by) }));
  }

  /** XLSX. */
  async sheet(query: PeriodQuery, by: RightsHolder): Promise<Uint8Array> {
    const siteName = this.#needs.site.name;
    const bytes = await this.#ask({ what: 'sheet', query, asking: this.#asking(by), siteName });
    if (bytes instanceof Uint8Array) return bytes;
    throw new TypeError('a workbook is bytes');
  }

  today(): Promise<Today> {
    const { reader, clock, site } = this.#needs;
    return readToday(reader, { nowMs: clock(), timeZone: site.timeZone });
  }

  async close(): Promise<void> {
    for (const worker of this.#working) await worker.terminate();
  }

  #asking(holder: RightsHolder): Asking {
    return { holder, nowMs: this.#needs.clock(), timeZone: this.#needs.site.timeZone };
  }

  #ask(wish: EvaluationWish): Promise<unknown> {
    const { place } = this.#needs;
    return this.#lane.run(
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker(new URL('./evaluation.worker.ts', import.meta.url), {
            workerData: { place, wish },
            resourceLimits: LIMITS,
          });
          this.#working.add(worker);
          const timer = setTimeout(() => void worker.terminate(), WITHIN_MS);
          worker.on('message', resolve);
          worker.on('error', reject);
          worker.on('exit', () => {
            clearTimeout(timer);
            this.#working.delete(worker);
            reject(new Error('figures were not reckoned in time'));
          });
        }),
    );
  }
}
