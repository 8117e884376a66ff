/**
 * The feeds of one camera: the first few viewers have one each, everyone after shares.
 *
 * A feed can only be started from its last key frame while nobody is on it. So as
 * long as few watch a camera, each gets a feed of their own and motion at once.
 * Whoever comes later gets one for the time being, and is to move over to a shared
 * one, on which the first picture is the camera's next key frame.
 */
import type { Feed } from './camera-feed.ts';

/** A feed costs about half a percent of a core at 4 Mbit/s; more desks than this seldom watch one camera. */
const MAX_FEEDS = 4;
/** A hundred desks that open a camera at the same moment must not cost a hundred feeds. */
const MAX_TEMPORARY = 12;
/** Nobody is on it for so long: its sockets and its place in the SFU are given up. */
const IDLE_CLOSE_MS = 10_000;

/** atOnce: to see something now, ready to move over · lasting: the same, and cannot move · shared: moves over. */
export type Joining = 'atOnce' | 'lasting' | 'shared';

type Entry = { opening: Promise<Feed>; viewers: number; isTemporary: boolean; idleTimer?: NodeJS.Timeout };

export type TakenFeed = { feed: Feed; isTemporary: boolean; giveBack: () => void };

export class CameraFeeds {
  readonly #open: () => Promise<Feed>;
  readonly #most: number;
  readonly #temporary = new Set<Entry>();
  #entries: Entry[] = [];

  constructor(open: () => Promise<Feed>, most = MAX_FEEDS) {
    this.#open = open;
    this.#most = most;
  }

  /** A feed for one more viewer, until it is given back. */
  async take(joining: Joining): Promise<TakenFeed> {
    const entry = this.#entryFor(joining);
    const { isTemporary } = entry;
    entry.viewers += 1;
    clearTimeout(entry.idleTimer);
    let givenBack = false;
    const giveBack = () => {
      if (givenBack) return;
      givenBack = true;
      entry.viewers -= 1;
      if (isTemporary) this.#drop(entry);
      else if (entry.viewers === 0) entry.idleTimer = setTimeout(() => this.#closeIdle(entry), IDLE_CLOSE_MS);
    };
    try {
      return { feed: await entry.opening, isTemporary, giveBack };
    } catch (thrown) {
      giveBack();
      clearTimeout(entry.idleTimer);
      this.#entries = this.#entries.filter((other) => other !== entry);
      throw thrown;
    }
  }

  close(): void {
    const entries = [...this.#entries, ...this.#temporary];
    this.#entries = [];
    this.#temporary.clear();
    for (const { idleTimer } of entries) clearTimeout(idleTimer);
    for (const entry of entries) close(entry);
  }

  #entryFor(joining: Joining): Entry {
    const idle = this.#entries.find(({ viewers }) => viewers === 0);
    const last = this.#entries.at(-1);
    if (last && joining === 'shared') return last;
    if (idle) return idle;
    if (!last || this.#entries.length < this.#most) return this.#another();
    const isRoom = this.#most > 1 && this.#temporary.size < MAX_TEMPORARY;
    return joining === 'atOnce' && isRoom ? this.#forNow() : last;
  }

  #another(): Entry {
    const entry = { opening: this.#open(), viewers: 0, isTemporary: false };
    this.#entries.push(entry);
    return entry;
  }

  #forNow(): Entry {
    const entry = { opening: this.#open(), viewers: 0, isTemporary: true };
    this.#temporary.add(entry);
    return entry;
  }

  #closeIdle(entry: Entry): void {
    if (!this.#entries.includes(entry)) return;
    this.#entries = this.#entries.filter((other) => other !== entry);
    close(entry);
  }

  #drop(entry: Entry): void {
    if (this.#temporary.delete(entry)) close(entry);
  }
}

function close({ opening }: Entry): void {
  opening.then(
    (feed) => feed.close(),
    () => {
      // It was never opened; whoever asked for it was told.
    },
  );
}
