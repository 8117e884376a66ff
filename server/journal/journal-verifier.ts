/** Has the record verified in a thread of its own, one time after the other, and writes down that it was and what came out. */
import { Worker } from 'node:worker_threads';
import type { JournalVerdict, JournalVerification } from '../../config/contract/audit.ts';
import type { Person } from '../../config/contract/person.ts';
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import type { DatabasePlace } from '../storage/database.ts';
import { type Actor, actorOf, type Journal } from './journal.ts';
import { recordReading } from './journal-reading.ts';

const log = newLogger('journal-verifier');

export type VerifyMessage = { checkedCount: number } | { verdict: JournalVerdict };

type Needs = { journal: Journal; clock: Clock; place: DatabasePlace; headsPath: string };

export class JournalVerifier {
  readonly #needs: Needs;
  #worker: Worker | undefined;
  #now: JournalVerification = {
    state: 'never',
    checkedCount: 0,
    totalCount: 0,
    startedAtMs: null,
    endedAtMs: null,
    verdict: null,
  };

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get now(): JournalVerification {
    return this.#now;
  }

  /** Whoever asks while it works hears of the same. */
  start(by: Person): JournalVerification {
    if (this.#worker) return this.#now;
    const { journal, clock, place, headsPath } = this.#needs;
    const begun = {
      checkedCount: 0,
      totalCount: journal.newestSeq,
      startedAtMs: clock(),
      endedAtMs: null,
      verdict: null,
    };
    this.#now = { state: 'working', ...begun };
    const worker = new Worker(new URL('./verify.worker.ts', import.meta.url), { workerData: { place, headsPath } });
    this.#worker = worker;
    worker.on('message', (message: VerifyMessage) => {
      if ('verdict' in message) this.#end(message.verdict, actorOf(by));
      else this.#now = { ...this.#now, checkedCount: message.checkedCount };
    });
    worker.on('error', (thrown) => log.error({ err: thrown }, 'record was not verified'));
    worker.on('exit', () => {
      this.#worker = undefined;
      if (this.#now.state === 'working') this.#now = { ...this.#now, state: 'failed', endedAtMs: clock() };
    });
    return this.#now;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #end(verdict: JournalVerdict, by: Actor): void {
    const { journal, clock } = this.#needs;
    const rowCount = verdict.intact ? verdict.count : verdict.firstBadSeq;
    this.#now = { ...this.#now, state: 'done', checkedCount: rowCount, endedAtMs: clock(), verdict };
    if (!verdict.intact) log.error(verdict, 'record is not as it was written');
    const reading = { what: 'verified', filter: {}, rowCount, intact: verdict.intact } as const;
    recordReading(journal, by, reading).catch((thrown) => log.error({ err: thrown }, 'verification was not recorded'));
  }
}
