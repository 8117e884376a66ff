/** Notices as a person reads them. Pure. */
import type { DeliveredNotices, Notice } from '../../../config/contract/notice.ts';

export type Page = DeliveredNotices['channel'];

const MOST_TOLD = 200;

/** Unread first, then the newest. */
export function inReadingOrder(notices: Iterable<Notice>): Notice[] {
  const isRead = ({ readAtMs }: Notice) => Number(readAtMs !== null);
  return [...notices].toSorted((one, other) => isRead(one) - isRead(other) || other.atMs - one.atMs);
}

export function unreadCount(notices: Iterable<Notice>): number {
  return [...notices].filter(({ readAtMs }) => readAtMs === null).length;
}

/** Those of which the server does not know yet that this kind of page has them. */
export function undeliveredOf(notices: Iterable<Notice>, page: Page): string[] {
  return [...notices]
    .filter(({ ways }) => ways.some(({ channel, deliveredAtMs }) => channel === page && deliveredAtMs === null))
    .map(({ id }) => id)
    .slice(0, MOST_TOLD);
}

/** What is said beside the title. Where a conference is comes first. */
export function wordsOf({ kind, about, note }: Pick<Notice, 'kind' | 'about' | 'note'>): string {
  return kind === 'conference' ? [about, note].filter(Boolean).join('；') : note;
}
