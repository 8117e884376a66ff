/** What is made of looks at a slot of a tour: switches, how long they took, and what was wrong with them. */
import { expect, test } from 'vitest';
import { type Look, switchesOf, troubleOutside } from './wall-switches.rules.ts';

const STEP_MS = 40;
const SWITCH_AT_MS = 4_000;
const END_MS = 8_000;

/** Camera a until the switch, then camera b, each with a new picture at every look. */
function looks(change: (look: Look) => Look = (look) => look): Look[] {
  return Array.from({ length: END_MS / STEP_MS }, (_, index) => {
    const atMs = index * STEP_MS;
    return change({ atMs, cameraId: atMs < SWITCH_AT_MS ? 'a' : 'b', picture: index });
  });
}
const between = (fromMs: number, toMs: number, part: Partial<Look>) => (look: Look) =>
  look.atMs >= fromMs && look.atMs < toMs ? { ...look, ...part } : look;

test('a switch takes from the last move of the old picture to the first sight of a new one that moves', () => {
  const took = { tookMs: STEP_MS, oldStoodMs: STEP_MS, newStoodMs: 0 };
  expect(switchesOf(looks())).toEqual([{ atMs: SWITCH_AT_MS, from: 'a', to: 'b', ...took, trouble: null }]);
});

test('a new picture that moves only later took until then', () => {
  const [seen] = switchesOf(looks(between(SWITCH_AT_MS, SWITCH_AT_MS + 400, { picture: 1 })));
  expect(seen).toMatchObject({ tookMs: 400 + STEP_MS, oldStoodMs: STEP_MS, newStoodMs: 400, trouble: null });
});

test.each([
  ['black after the switch', between(SWITCH_AT_MS, SWITCH_AT_MS + 80, { picture: -1 }), 'black'],
  ['covered before the switch', between(SWITCH_AT_MS - 400, SWITCH_AT_MS, { picture: -2 }), 'covered'],
  ['nothing between the pictures', between(SWITCH_AT_MS, SWITCH_AT_MS + 80, { cameraId: null, picture: -1 }), 'black'],
  ['the new picture frozen', between(SWITCH_AT_MS, SWITCH_AT_MS + 700, { picture: 1 }), 'frozen'],
  ['the old picture frozen', between(SWITCH_AT_MS - 700, SWITCH_AT_MS, { picture: 1 }), 'frozen'],
  ['the new picture never moves', between(SWITCH_AT_MS, END_MS, { picture: 1 }), 'frozen'],
])('%s is seen', (_, change, trouble) => {
  expect(switchesOf(looks(change)).map((each) => each.trouble)).toEqual([trouble]);
});

test('a page that could not be looked at is taken for frozen', () => {
  const unseen = looks().filter(({ atMs }) => atMs < SWITCH_AT_MS + 100 || atMs > SWITCH_AT_MS + 900);
  expect(switchesOf(unseen).map(({ trouble }) => trouble)).toEqual(['frozen']);
});

test('a switch whose end was not seen is none', () => {
  expect(switchesOf(looks().filter(({ atMs }) => atMs < SWITCH_AT_MS + 1_000))).toEqual([]);
});

test('what is wrong away from any switch is told apart', () => {
  const wrong = looks(between(1_000, 1_120, { picture: -1 }));
  expect(switchesOf(wrong).map(({ trouble }) => trouble)).toEqual([null]);
  expect(troubleOutside(wrong)).toEqual([{ atMs: 1_000, trouble: 'black' }]);
});
