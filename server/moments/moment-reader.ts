/** Asks the thread that reads past moments. It is started by the first question, and again after it failed. */
import { Worker } from 'node:worker_threads';
import type { Moment, MomentEntries, MomentEntriesQuery, MomentQuery } from '../../config/contract/moment.ts';
import type { RightsHolder } from '../../config/contract/person.ts';
import type { DatabasePlace } from '../storage/database.ts';

export type MomentQuestion = { id: number; question: MomentQuery | MomentEntriesQuery; person: RightsHolder };
export type MomentAnswer = { id: number; value: Moment | MomentEntries } | { id: number; failure: string };

type Waiting = { resolve: (value: Moment | MomentEntries) => void; reject: (thrown: Error) => void };

export class MomentReader {
  readonly #place: DatabasePlace;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(place: DatabasePlace) {
    this.#place = place;
  }

  momentAt(query: MomentQuery, person: RightsHolder): Promise<Moment> {
    return this.#ask(query, person) as Promise<Moment>;
  }

  entriesUntil(query: MomentEntriesQuery, person: RightsHolder): Promise<MomentEntries> {
    return this.#ask(query, person) as Promise<MomentEntries>;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(question: MomentQuestion['question'], person: RightsHolder): Promise<Moment | MomentEntries> {
    this.#worker ??= this.#start();
    this.#lastId += 1;
    const id = this.#lastId;
    const asked = new Promise<Moment | MomentEntries>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#worker.postMessage({ id, question, person } satisfies MomentQuestion);
    return asked;
  }

  #start(): Worker {
    const { dir, databaseUrl } = this.#place;
    const worker = new Worker(new URL('./moment.worker.ts', import.meta.url), {
      workerData: { place: { dir, databaseUrl } },
    });
    worker.on('message', (answer: MomentAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('failure' in answer) waiting?.reject(new Error(answer.failure));
      else waiting?.resolve(answer.value);
    });
    const end = (thrown: Error) => {
      this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(thrown);
      this.#waiting.clear();
    };
    worker.on('error', end);
    worker.on('exit', () => end(new Error('the thread that reads past moments ended')));
    return worker;
  }
}
