import { expect, test } from 'vitest';
import { readDayList } from '../../../client/src/calendar/day-list.rules.ts';
import { DEMO_CALENDAR } from '../../../server/demo/demo-calendar.ts';

/** In the words such notices have. */
const NOTICE = `关于2026年部分节假日安排的通知
各省、自治区、直辖市人民政府：
现将2026年元旦、春节、清明节等放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，要妥善安排好值班。`;

test('the notice as it stands becomes the days of the year', () => {
  const { days, unread } = readDayList(NOTICE, 2030);
  expect(days).toEqual(DEMO_CALENDAR.toSorted((one, other) => (one.day < other.day ? -1 : 1)));
  expect(unread).toEqual([]);
});

test.each<[string, string[], string, string]>([
  ['2026-10-01,休,国庆节', ['2026-10-01'], 'holiday', '国庆节'],
  ['2026-10-10,班,国庆节调休', ['2026-10-10'], 'workday', '国庆节调休'],
  ['2026/10/1\t放假\t国庆节', ['2026-10-01'], 'holiday', '国庆节'],
  ['国庆节,2026.10.1,holiday', ['2026-10-01'], 'holiday', '国庆节'],
  ['10月1日 休', ['2027-10-01'], 'holiday', ''],
  ['12月30日至1月2日放假', ['2027-12-30', '2027-12-31', '2028-01-01', '2028-01-02'], 'holiday', ''],
  ['2026-10-01 至 2026-10-03 放假 国庆节', ['2026-10-01', '2026-10-02', '2026-10-03'], 'holiday', '国庆节'],
  ['2026-05-01~05-02,休,劳动节', ['2026-05-01', '2026-05-02'], 'holiday', '劳动节'],
  ['２０２６年１０月１日，休，国庆节', ['2026-10-01'], 'holiday', '国庆节'],
  ['2月14日、2月28日上班', ['2027-02-14', '2027-02-28'], 'workday', ''],
])('%s', (line, days, kind, name) => {
  const read = readDayList(line, 2027);
  expect(read.unread).toEqual([]);
  expect(read.days).toEqual(days.map((day) => ({ day, kind, name })));
});

test.each([
  ['2026-10-01,,国庆节', 'noKind'],
  ['10月1日调休', 'noKind'],
  ['10月1日放假，班长上班', 'bothKinds'],
  ['2026-02-30,休,', 'badDate'],
  ['13月1日,休,', 'badDate'],
  ['10月7日至1日放假', 'badDate'],
  ['1月1日至3月1日放假', 'tooLong'],
  ['第5个星期一放假', 'noDate'],
])('%s is handed back: %s', (line, why) => {
  expect(readDayList(`日期,类型,名称\n${line}`, 2027)).toEqual({
    days: [],
    unread: [{ line: 2, text: line.replace('，', ','), why }],
  });
});

test('a day that is said to be both is what was said first, and the other is handed back', () => {
  const { days, unread } = readDayList('2026-10-01,休,国庆节\n2026-10-01,班,', 2026);
  expect(days).toEqual([{ day: '2026-10-01', kind: 'holiday', name: '国庆节' }]);
  expect(unread).toEqual([{ line: 2, text: '2026-10-01', why: 'twice' }]);
});
