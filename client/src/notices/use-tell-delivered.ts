/** Tells the server which notices are on this screen. */
import { useEffect } from 'react';
import type { Notice } from '../../../config/contract/notice.ts';
import { api } from '../api/api.ts';
import { type Page, undeliveredOf } from './notice-list.rules.ts';

/** What is on this screen has been delivered; said once for each. */
export function useTellDelivered(notices: ReadonlyMap<string, Notice>, channel: Page): void {
  const noticeIds = undeliveredOf(notices.values(), channel).join(' ');
  useEffect(() => {
    if (noticeIds === '') return;
    // It is said again with the next notice; nobody is to be bothered about it.
    api('POST /api/notices/delivered', { body: { noticeIds: noticeIds.split(' '), channel } }).catch(() => {});
  }, [noticeIds, channel]);
}
