/**
 * Hands every committed entry on once, in order, whatever the network did meanwhile.
 *
 * Entries that arrive while it catches up are held back until what was missed has
 * been handed on. When more was missed than one answer carries, or the person's
 * rights changed, everything is read anew instead.
 */
import type { CameraHealth } from '../../../config/contract/camera.ts';
import type { MissedEntries, Snapshot } from '../../../config/contract/events.ts';
import type { JournalEntry } from '../../../config/contract/journal.ts';

export type FeedSource = {
  snapshot(): Promise<Snapshot>;
  entriesAfter(seq: number, healthStamp: number): Promise<MissedEntries>;
};

export type FeedTarget = {
  replace(snapshot: Snapshot): void;
  put(entry: JournalEntry): void;
  putHealth(health: readonly CameraHealth[]): void;
  /** False while what is shown may be behind. */
  caughtUp(isCaughtUp: boolean): void;
  failed(thrown: unknown): void;
};

export class JournalFeed {
  readonly #source: FeedSource;
  readonly #target: FeedTarget;
  #lastSeq: number | undefined;
  #healthStamp = 0;
  #held: JournalEntry[] | undefined = [];
  /** Answers to questions asked before the last connection are not for us any more. */
  #round = 0;
  #early: Promise<void> | undefined;

  constructor(source: FeedSource, target: FeedTarget) {
    this.#source = source;
    this.#target = target;
  }

  /** A snapshot asked for before the first connection is shown when it is there; what came after it is missed entries. */
  begin(early: Promise<Snapshot>): void {
    const taking = early.then(
      (snapshot) => {
        if (this.#early !== taking) return;
        this.#target.replace(snapshot);
        this.#lastSeq = snapshot.seq;
        this.#healthStamp = snapshot.healthStamp;
      },
      // It is asked for again on connection.
      () => {},
    );
    this.#early = taking;
  }

  /** Call on every connection. */
  connected(): Promise<void> {
    return this.#catchUp();
  }

  /** A server whose newest entry is older than ours was given other data: what we know is void. */
  welcomed(newestSeq: number): void {
    if (this.#lastSeq !== undefined && newestSeq < this.#lastSeq) void this.readAnew();
  }

  /** Call when what was read before is no longer what may be seen. */
  readAnew(): Promise<void> {
    this.#early = undefined;
    this.#lastSeq = undefined;
    return this.#catchUp();
  }

  committed(entry: JournalEntry): void {
    if (this.#held) this.#held.push(entry);
    else this.#take(entry);
  }

  async #catchUp(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    this.#held ??= [];
    this.#target.caughtUp(false);
    try {
      const missed = await this.#missed();
      if (round !== this.#round) return;
      this.#apply(missed);
    } catch (thrown) {
      if (round === this.#round) this.#target.failed(thrown);
    }
  }

  async #missed(): Promise<Snapshot | MissedEntries> {
    if (this.#early) await this.#early;
    if (this.#lastSeq === undefined) return this.#source.snapshot();
    const missed = await this.#source.entriesAfter(this.#lastSeq, this.#healthStamp);
    return missed.complete ? missed : this.#source.snapshot();
  }

  #apply(missed: Snapshot | MissedEntries): void {
    if ('entries' in missed) {
      if (missed.health.length > 0) this.#target.putHealth(missed.health);
      for (const entry of inOrder(missed.entries)) this.#take(entry);
    } else {
      this.#target.replace(missed);
    }
    this.#lastSeq = Math.max(this.#lastSeq ?? 0, missed.seq);
    this.#healthStamp = missed.healthStamp;
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const entry of inOrder(held)) this.#take(entry);
    this.#target.caughtUp(true);
  }

  #take(entry: JournalEntry): void {
    if (entry.seq <= (this.#lastSeq ?? 0)) return;
    this.#lastSeq = entry.seq;
    this.#target.put(entry);
  }
}

function inOrder(entries: readonly JournalEntry[]): JournalEntry[] {
  return entries.toSorted((one, other) => one.seq - other.seq);
}
