/** Lets clocks speak when their time has come. */
import { newLogger } from '../../config/kernel/logger.ts';
import { openWatch, type Watch } from '../../config/kernel/watch.ts';
import type { NoticeService } from '../notices/notice.service.ts';
import type { IncidentService } from './incident.service.ts';

const log = newLogger('clocks');

export function openClockWatch(needs: { incidents: IncidentService; notices: NoticeService }): Watch {
  const { incidents, notices } = needs;
  return openWatch(
    async () => {
      if (await incidents.isAnyDue()) await incidents.tickClocks();
      if (await notices.isAnyUnreadPast()) await notices.escalateUnread();
    },
    (thrown) => log.error({ err: thrown }, 'clocks could not be looked at'),
  );
}
