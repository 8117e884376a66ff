/** What answers a matter's form, kind by kind. */
import { expect, test } from 'vitest';
import type { FormField } from '../../config/contract/matter.ts';
import { formProblems } from '../../config/contract/matter-form.ts';

const field = (kind: FormField['kind'], required = true): FormField => ({
  ...{ key: 'f', label: '问题', kind, required, choices: kind === 'choice' ? ['甲', '乙'] : [] },
});

test.each<[FormField['kind'], string, string | undefined]>([
  ['text', '随便', undefined],
  ['text', '   ', 'missing'],
  ['number', '12', undefined],
  ['number', '-1.5', undefined],
  ['number', '十二', 'number'],
  ['number', '1e9', 'number'],
  ['choice', '甲', undefined],
  ['choice', '丙', 'choice'],
  ['date', '2026-02-28', undefined],
  ['date', '2026-02-30', 'date'],
  ['date', '昨天', 'date'],
  ['yesNo', 'yes', undefined],
  ['yesNo', '是', 'yesNo'],
  ['yesNo', '', 'missing'],
])('%s answered with “%s”: %s', (kind, value, problem) => {
  expect(formProblems([field(kind)], { f: value })[0]?.problem).toBe(problem);
});

test('what is not required may stay empty, and nothing is missing of a form that need not be complete', () => {
  expect(formProblems([field('number', false)], {})).toEqual([]);
  expect(formProblems([field('number')], {}, false)).toEqual([]);
  expect(formProblems([field('number')], { f: 'x' }, false)).toMatchObject([{ problem: 'number' }]);
});
