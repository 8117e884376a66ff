/**
 * The feeds of one camera: the first few viewers have one each, everyone after shares.
 *
 * A feed can only be started from its last key frame while nobody is on it. So as
 * long as few watch a camera, each gets a feed of their own and motion at once;
 * many share, and wait for the camera's next key frame.
 */
import type { Feed } from './camera-feed.ts';

/** A feed costs about half a percent of a core at 4 Mbit/s; more desks than this seldom watch one camera. */
const MAX_FEEDS = 4;

type Entry = { opening: Promise<Feed>; viewers: number };

export type TakenFeed = { feed: Feed; giveBack: () => void };

export class CameraFeeds {
  readonly #open: () => Promise<Feed>;
  readonly #most: number;
  #entries: Entry[] = [];

  constructor(open: () => Promise<Feed>, most = MAX_FEEDS) {
    this.#open = open;
    this.#most = most;
  }

  /** A feed for one more viewer, until it is given back. */
  async take(): Promise<TakenFeed> {
    const entry = this.#entries.find(({ viewers }) => viewers === 0) ?? this.#another();
    entry.viewers += 1;
    let givenBack = false;
    const giveBack = () => {
      if (!givenBack) entry.viewers -= 1;
      givenBack = true;
    };
    try {
      return { feed: await entry.opening, giveBack };
    } catch (thrown) {
      giveBack();
      this.#entries = this.#entries.filter((other) => other !== entry);
      throw thrown;
    }
  }

  async close(): Promise<void> {
    const entries = this.#entries;
    this.#entries = [];
    for (const { opening } of entries) (await opening).close();
  }

  #another(): Entry {
    const last = this.#entries.at(-1);
    if (last && this.#entries.length >= this.#most) return last;
    const entry = { opening: this.#open(), viewers: 0 };
    this.#entries.push(entry);
    return entry;
  }
}
