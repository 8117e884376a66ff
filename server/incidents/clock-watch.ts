/** Lets clocks speak when their time has come. */
import { newLogger } from '../../config/kernel/logger.ts';
import { openWatch, type Watch } from '../../config/kernel/watch.ts';
import type { ShelfService } from '../alerts/shelf.service.ts';
import type { NoticeService } from '../notices/notice.service.ts';
import type { HandoverService } from '../roster/handover.service.ts';
import type { IncidentService } from './incident.service.ts';

const log = newLogger('clocks');

type Needs = {
  incidents: IncidentService;
  notices: NoticeService;
  handovers: HandoverService;
  shelves: Pick<ShelfService, 'look'>;
};

export function openClockWatch({ incidents, notices, handovers, shelves }: Needs): Watch {
  return openWatch(
    async () => {
      if (await incidents.isAnyDue()) await incidents.tickClocks();
      if (await notices.isAnyUnreadPast()) await notices.escalateUnread();
      await handovers.look();
      await shelves.look();
    },
    (thrown) => log.error({ err: thrown }, 'clocks could not be looked at'),
  );
}
