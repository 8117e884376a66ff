import { expect, test } from 'vitest';
import { classesOf, wantedMatters } from '../../client/src/matters/matter-list.rules.ts';
import { DEMO_MATTERS } from '../../server/demo/demo-matters.ts';
import { firstVersion } from '../../server/matters/matter.rules.ts';

const by = { personId: null, name: '系统' };
const MATTERS = DEMO_MATTERS.map((what, index) => firstVersion(what, { id: `m${index}`, nowMs: 0, by })).toReversed();

test('matters stand in their classes by code, things that happen first', () => {
  const classes = classesOf(MATTERS);
  expect(classes.map(({ key }) => key)).toEqual(['event 01', 'event 02', 'event 03', 'event 04', 'component 01']);
  expect(classes[0]?.matters.map(({ code }) => code).slice(0, 2)).toEqual(['0101', '0102']);
});

test.each([
  ['占道', ['占道经营']],
  ['井盖 城管', ['井盖缺失']],
  ['0402', ['违章停车']],
  ['没有', []],
])('%s finds %s', (typed, names) => {
  expect(wantedMatters(MATTERS, typed, undefined).map(({ name }) => name)).toEqual(names);
});

test('letters find what reads so', () => {
  const readsAs = (text: string, letters: string) => text === '占道经营' && letters === 'zdjy';
  expect(wantedMatters(MATTERS, 'zdjy', readsAs).map(({ name }) => name)).toEqual(['占道经营']);
});
