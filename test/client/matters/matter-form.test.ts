/** What was typed about a matter: what is wrong with it, what is sent of it, and what stays when somebody else was first. */
import { expect, test } from 'vitest';
import {
  changedParts,
  changesOf,
  EMPTY_STANDARD,
  formOfMatter,
  type MatterForm,
  mistakesIn,
  newField,
  rebased,
  toMatter,
} from '../../../client/src/matters/matter-form.rules.ts';
import { kindByName } from '../../../client/src/matters/matter-list.rules.ts';
import { AddMatter } from '../../../config/contract/matter.ts';
import { DEMO_MATTERS } from '../../../server/demo/demo-matters.ts';
import { firstVersion } from '../../../server/matters/matter.rules.ts';

const by = { personId: null, name: '系统' };
const MATTERS = DEMO_MATTERS.map((what, index) => firstVersion(what, { id: `m${index}`, nowMs: 0, by }));
const [MATTER = never()] = MATTERS;
const FORM = formOfMatter(MATTER);
const field = newField([]);

test('every matter of the demo street comes back from its form as it went in', () => {
  for (const matter of MATTERS) {
    expect(mistakesIn(formOfMatter(matter))).toEqual({});
    expect(changesOf(matter, formOfMatter(matter))).toEqual({});
    expect(AddMatter.safeParse(toMatter(formOfMatter(matter))).success).toBe(true);
  }
});

test.each<[keyof MatterForm | string, Partial<MatterForm>, string]>([
  ['name', { name: ' ' }, 'needed'],
  ['bigClass', { bigClass: '1' }, 'classWrong'],
  ['smallClass', { smallClass: 'a-1' }, 'smallClassWrong'],
  ['limits.sign', { limits: { ...FORM.limits, sign: '尽快' } }, 'limitUnread'],
  ['standards.0.limitText', { standards: [{ ...EMPTY_STANDARD, limitText: '1个月' }] }, 'limitUnread'],
  ['standards.0.limitText', { standards: [EMPTY_STANDARD] }, 'limitUnread'],
  ['fields.0.label', { fields: [field] }, 'needed'],
  ['fields.0.choices', { fields: [{ ...field, label: '类型', kind: 'choice' }] }, 'choicesNeeded'],
  [
    'fields.1.label',
    {
      fields: [
        { ...field, label: '车牌' },
        { ...field, key: 'f2', label: '车牌 ' },
      ],
    },
    'labelTwice',
  ],
])('%s of %o is %s', (place, changed, mistake) => {
  expect(mistakesIn({ ...FORM, ...changed })).toEqual({ [place]: mistake });
});

test('a limit that was stored without being understood stays, until somebody writes another', () => {
  const unread = { ...EMPTY_STANDARD, limitText: '尽快', keptText: '尽快' };
  const form = { ...FORM, standards: [unread] };
  expect(mistakesIn(form)).toEqual({});
  expect(toMatter(form).standards[0]?.handleLimit).toEqual({ amount: 1, unit: 'day' });
  const written = toMatter({ ...FORM, standards: [{ ...unread, limitText: '4小时' }] }).standards[0];
  expect(written?.handleLimit).toEqual({ amount: 4, unit: 'workHour' });
});

test('only what was changed is sent', () => {
  expect(changesOf(MATTER, { ...FORM, name: '新名称 ', limits: { ...FORM.limits, sign: '20分钟' } })).toEqual({
    name: '新名称',
    limits: { ...MATTER.limits, sign: { amount: 20, unit: 'minute' } },
  });
});

test('on top of a newer version stays what was typed, and theirs where nothing was', () => {
  const latest = { ...MATTER, version: 2, name: '他们的名称', level: 'major' as const };
  const typed: MatterForm = { ...FORM, name: '我的名称', leadUnitName: '我的单位' };
  const form = rebased(MATTER, typed, latest);
  expect(form).toMatchObject({ name: '我的名称', leadUnitName: '我的单位', level: 'major' });
  expect(changesOf(latest, form)).toEqual({ name: '我的名称', leadUnitName: '我的单位' });
  expect(changedParts(MATTER, latest)).toEqual(['name', 'level']);
});

test('a field gets a key that none has', () => {
  expect(newField([{ ...field, key: 'f2' }]).key).toBe('f3');
  expect(newField([]).key).toBe('f1');
});

test.each([
  ['component.csv', 'component'],
  ['部件2026.csv', 'component'],
  ['event.csv', 'event'],
  ['目录.csv', undefined],
])('%s is of %s', (name, kind) => {
  expect(kindByName(name)).toBe(kind);
});

function never(): never {
  throw new Error('the demo street has matters');
}
