/** Signs the head of the record when the product starts, every hour, and when it ends. */
import type { Clock } from '../../config/kernel/clock.ts';
import { newLogger } from '../../config/kernel/logger.ts';
import { appendHead } from './head-log.ts';
import type { Journal } from './journal.ts';

const log = newLogger('head-signing');
const EVERY_MS = 3_600_000;

type Needs = { journal: Journal; clock: Clock; path: string; secret: Buffer };

export function openHeadSigning({ journal, clock, path, secret }: Needs): { close(): void } {
  let signedSeq = 0;
  const signNow = () => {
    const { head } = journal;
    if (head.seq === signedSeq) return;
    try {
      appendHead(path, head, { atMs: clock(), secret });
      signedSeq = head.seq;
    } catch (thrown) {
      // The record goes on without: a full disk there must not stop the centre.
      log.error({ err: thrown, path }, 'head of the record was not signed');
    }
  };
  const timer = setInterval(signNow, EVERY_MS);
  signNow();
  return {
    close: () => {
      clearInterval(timer);
      signNow();
    },
  };
}
