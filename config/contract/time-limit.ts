/**
 * How long something may take, as the field writes it: `2紧急工作时`, `4小时`, `2工作日`.
 *
 * The trap is in the words: 小时 and 天 alone are working hours and working days;
 * what runs round the clock is called urgent (紧急), natural (自然) or continuous (连续).
 */
import { z } from 'zod';

/** minute, hour, day: round the clock, a day being 24 hours. workHour, workDay: in the office hours alone. */
export const TimeUnit = z.enum(['minute', 'hour', 'day', 'workHour', 'workDay']);
export type TimeUnit = z.infer<typeof TimeUnit>;

const MOST = 10_000;

export const TimeLimit = z.strictObject({ amount: z.int().min(1).max(MOST), unit: TimeUnit });
export type TimeLimit = z.infer<typeof TimeLimit>;

/** Of a text that cannot be read; the text is kept beside it. */
export const FALLBACK_LIMIT: TimeLimit = { amount: 1, unit: 'day' };

const UNITS: [words: string, alone: TimeUnit, roundTheClock: TimeUnit][] = [
  ['分钟|分', 'minute', 'minute'],
  ['工作小时|小时|工作时|时', 'workHour', 'hour'],
  ['工作日|天|日', 'workDay', 'day'],
];
const NUMBER = '(?<number>\\d+|[零一二两三四五六七八九十百]+)个?';

/** Undefined where it is not sure what is meant: `尽快`, `1.5小时`, `0天`, `1个月`. */
export function parseTimeLimit(text: string): TimeLimit | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^限/, '')
    .replace(/(之内|以内|内)$/, '');
  if (/^半个?小时$/.test(plain)) return { amount: 30, unit: 'minute' };
  for (const [words, alone, roundTheClock] of UNITS) {
    const pattern = new RegExp(
      `^(?<before>连续|紧急)?${NUMBER}(?<kind>紧急|自然|连续)?(?:${words})(?<after>\\(连续\\)|连续)?$`,
    );
    const found = pattern.exec(plain)?.groups;
    if (!found) continue;
    const amount = numberOf(found.number ?? '');
    if (amount === undefined || amount < 1 || amount > MOST) return undefined;
    return { amount, unit: (found.before ?? found.kind ?? found.after) ? roundTheClock : alone };
  }
  return undefined;
}

/** In the field's words, so that `parseTimeLimit` and other cities' systems read the same limit. */
export function timeLimitText({ amount, unit }: TimeLimit): string {
  const words: Record<TimeUnit, string> = {
    minute: '分钟',
    hour: '紧急工作时',
    day: '紧急工作日',
    workHour: '小时',
    workDay: '工作日',
  };
  return `${amount}${words[unit]}`;
}

const DIGITS = '零一二三四五六七八九';

/** Arabic, or Chinese below a thousand: `十五`, `两`, `二十四`, `一百二十`, `一百零八`. */
function numberOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const parts = /^(?:(?<hundreds>.)百零?)?(?:(?<tens>[^百十零])?(?<ten>十))?(?<ones>[^百十])?$/.exec(
    text.replaceAll('两', '二'),
  )?.groups;
  if (!parts) return undefined;
  const digit = (letter: string | undefined, missing: number) => (letter ? DIGITS.indexOf(letter) : missing);
  return digit(parts.hundreds, 0) * 100 + (parts.ten ? digit(parts.tens, 1) * 10 : 0) + digit(parts.ones, 0);
}
