import { match } from 'pinyin-pro';
import { expect, test } from 'vitest';
import { isWanted, type ReadsAs } from '../../../client/src/wall/camera-search.ts';
import { camera } from '../site-things.ts';

const readsAs: ReadsAs = (text, letters) => match(text, letters, { precision: 'start', continuous: true }) !== null;
const gate = camera('1', { name: '01 重庆路东门', code: '44010500001320000012' });

test.each([
  ['nothing', ''],
  ['a part of the name', '东门'],
  ['the initials of its pinyin', 'cqldm'],
  ['whole syllables, read as they are said here', 'chongqing'],
  ['the initials from the middle on', 'dm'],
  ['the end of the code', '0012'],
  ['two words that both fit', '01 dm'],
])('%s finds it: “%s”', (_, typed) => {
  expect(isWanted(typed, readsAs)(gate)).toBe(true);
});

test.each([
  ['initials in another order', 'mdl'],
  ['a word that does not fit beside one that does', '东门 西门'],
  ['another code', '9999'],
])('%s does not: “%s”', (_, typed) => {
  expect(isWanted(typed, readsAs)(gate)).toBe(false);
});

test('before the dictionary is there names are found as they are written', () => {
  expect([isWanted('东门', undefined)(gate), isWanted('dm', undefined)(gate)]).toEqual([true, false]);
});
