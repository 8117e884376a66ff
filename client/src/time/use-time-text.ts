/** Times in the site's zone and the person's language. */
import { useTranslation } from 'react-i18next';
import { useSiteProfile } from '../session/session.ts';
import { ageOf, clockText, dateText, dateTimeText, type Language, shortTimeText } from './time-text.ts';

export function useTimeText() {
  const { t, i18n } = useTranslation();
  const { timeZone } = useSiteProfile();
  const language = i18n.language as Language;
  return {
    dateTime: (atMs: number) => dateTimeText(atMs, timeZone, language),
    date: (atMs: number) => dateText(atMs, timeZone, language),
    clock: (atMs: number) => clockText(atMs, timeZone),
    short: (atMs: number, nowMs: number) => shortTimeText(atMs, nowMs, timeZone),
    duration: (durationMs: number) => {
      const { unit, count } = ageOf(durationMs);
      return t(`time.${unit}`, { count });
    },
  };
}
