/** When a shift is, in words. */
import { useTranslation } from 'react-i18next';
import type { Shift } from '../../../config/contract/roster.ts';
import { dayOf } from '../../../config/contract/site-day.ts';
import { useSiteProfile } from '../session/session.ts';
import { useTimeText } from '../time/use-time-text.ts';

/** `白班 08:00–20:00`; of one that goes over midnight the end is said to be the next day's. */
export function useShiftText(): (shift: Pick<Shift, 'name' | 'fromMs' | 'toMs'>) => string {
  const { t } = useTranslation();
  const time = useTimeText();
  const { timeZone } = useSiteProfile();
  const clock = (atMs: number) => time.clock(atMs).slice(0, 5);
  return ({ name, fromMs, toMs }) => {
    const isNextDay = dayOf(fromMs, timeZone) !== dayOf(toMs, timeZone);
    const to = isNextDay ? t('roster.nextDay', { clock: clock(toMs) }) : clock(toMs);
    return t('roster.shiftOf', { name, from: clock(fromMs), to });
  };
}
