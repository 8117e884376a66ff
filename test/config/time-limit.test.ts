import { expect, test } from 'vitest';
import { parseTimeLimit, type TimeLimit, TimeUnit, timeLimitText } from '../../config/contract/time-limit.ts';

test.each<[string, number, TimeLimit['unit']]>([
  ['2紧急工作时', 2, 'hour'],
  ['1紧急工作日', 1, 'day'],
  ['4小时', 4, 'workHour'],
  ['4 个 小时', 4, 'workHour'],
  ['4工作时', 4, 'workHour'],
  ['4工作小时', 4, 'workHour'],
  ['12时', 12, 'workHour'],
  ['2天', 2, 'workDay'],
  ['2工作日', 2, 'workDay'],
  ['2个工作日', 2, 'workDay'],
  ['7日内', 7, 'workDay'],
  ['限3个工作日以内', 3, 'workDay'],
  ['30分钟', 30, 'minute'],
  ['15分', 15, 'minute'],
  ['半小时', 30, 'minute'],
  ['24小时(连续)', 24, 'hour'],
  ['２４小时（连续）', 24, 'hour'],
  ['连续24小时', 24, 'hour'],
  ['24连续小时', 24, 'hour'],
  ['紧急2小时', 2, 'hour'],
  ['1自然日', 1, 'day'],
  ['3个自然日', 3, 'day'],
  ['２紧急工作时', 2, 'hour'],
  ['15天', 15, 'workDay'],
  ['两小时', 2, 'workHour'],
  ['一个工作日', 1, 'workDay'],
  ['十天', 10, 'workDay'],
  ['十五天', 15, 'workDay'],
  ['二十个工作日', 20, 'workDay'],
  ['四十八小时(连续)', 48, 'hour'],
  ['一百二十分钟', 120, 'minute'],
  ['一百零八小时', 108, 'workHour'],
])('%s is %d %s', (text, amount, unit) => {
  expect(parseTimeLimit(text)).toEqual({ amount, unit });
});

test.each([
  '',
  '尽快',
  '立即',
  '1.5小时',
  '半天',
  '0天',
  '零天',
  '1个月',
  '2周',
  '2',
  '小时',
  '2-3天',
  '2天3小时',
  '百天',
  '二三天',
  '99999天',
  '-2天',
  '天2',
])('nobody can be sure what 「%s」 means', (text) => {
  expect(parseTimeLimit(text)).toBeUndefined();
});

test.each(TimeUnit.options)('a limit in %s, written down and read, is the same', (unit) => {
  expect(parseTimeLimit(timeLimitText({ amount: 36, unit }))).toEqual({ amount: 36, unit });
});
