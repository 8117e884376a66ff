import { expect, test } from 'vitest';
import { CLIENT_CODES } from '../../../client/src/api/failure.ts';
import { enUS } from '../../../client/src/i18n/en-US/en-us.ts';
import { zhCN } from '../../../client/src/i18n/zh-CN/zh-cn.ts';
import { ERROR_STATUS } from '../../../config/contract/errors.ts';
import { Action } from '../../../config/contract/rights.ts';

const chinese = texts(zhCN);
const english = texts(enUS);

test('both languages have the same keys', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
});

test('both languages fill the same blanks', () => {
  const differing = [...chinese].filter(([key, text]) => blanks(text) !== blanks(english.get(key) ?? ''));
  expect(differing).toEqual([]);
});

test.each([
  ['Chinese', chinese],
  ['English', english],
])('every failure is explained in %s, and nothing else is', (_, language) => {
  const explained = [...language.keys()]
    .filter((key) => key.startsWith('errors.'))
    .map((key) => key.slice('errors.'.length));
  expect(explained.sort()).toEqual([...Object.keys(ERROR_STATUS), ...CLIENT_CODES].sort());
});

test.each(Action.options)('the right %s has a name in both languages', (action) => {
  expect([chinese.has(`rights.${action}`), english.has(`rights.${action}`)]).toEqual([true, true]);
});

test('no English text was left in Chinese', () => {
  const left = [...english].filter(([, text]) => /\p{Script=Han}/u.test(text));
  expect(left).toEqual([]);
});

function texts(tree: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...texts(value, `${prefix}${key}.`)],
    ),
  );
}

function blanks(text: string): string {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort()
    .join(' ');
}
