/**
 * Lets clocks speak when their time has come. It looks at the site's clock every few
 * seconds instead of setting one long timer, so that a machine that slept, was restarted
 * or had its clock moved says at once what is overdue.
 */
import { newLogger } from '../../config/kernel/logger.ts';
import type { NoticeService } from '../notices/notice.service.ts';
import type { IncidentService } from './incident.service.ts';

const log = newLogger('clocks');
const LOOK_EVERY_MS = 2_000;

export type ClockWatch = { look(): Promise<void>; close(): Promise<void> };

export function openClockWatch(needs: { incidents: IncidentService; notices: NoticeService }): ClockWatch {
  const { incidents, notices } = needs;
  let looking: Promise<void> = Promise.resolve();
  const lookOnce = async () => {
    if (await incidents.isAnyDue()) await incidents.tickClocks();
    if (await notices.isAnyUnreadPast()) await notices.escalateUnread();
  };
  const look = () => {
    looking = looking.then(lookOnce).catch((thrown) => log.error({ err: thrown }, 'clocks could not be looked at'));
    return looking;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  void look();
  return {
    look,
    close: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
