/** What a sheet would do, and what a change of several cameras makes of each, as the screens say it. */
import { expect, test } from 'vitest';
import { becomingOf, toChange, UNCHANGED } from '../../../client/src/cameras/sheet/bulk-edit.rules.ts';
import { countsOf, problemKey, shownRows, tooLargeOf } from '../../../client/src/cameras/sheet/sheet-problem.rules.ts';
import { enUS } from '../../../client/src/i18n/en-US/en-us.ts';
import { type ImportPreview, MOST_SHEET_BYTES, SheetProblemCode } from '../../../config/contract/camera-sheet.ts';
import { camera } from '../site-things.ts';

const row = (at: number, outcome: ImportPreview['rows'][number]['outcome']) => ({
  ...{ row: at, name: `${at}`, group: '', address: '', outcome, changes: [] },
});
const problem = (code: SheetProblemCode, at: number | null) => ({
  ...{ code, row: at, column: null, field: null, detail: {} },
});
const PREVIEW: ImportPreview = {
  rows: [row(2, 'add'), row(4, 'bad'), row(5, 'skip')],
  problems: [problem('emptyLine', 3), problem('missing', 4), problem('exists', 5)],
};

test('one error holds everything up; what is only said does not', () => {
  expect(countsOf(PREVIEW)).toMatchObject({ add: 1, bad: 1, skip: 1, errors: 1, toTake: 0 });
  expect(countsOf({ ...PREVIEW, problems: [problem('exists', 5)] })).toMatchObject({ errors: 0, toTake: 1 });
});

test('what is said stands with its row, and what is of no camera apart', () => {
  const { rows, apart } = shownRows(PREVIEW, true);
  expect(rows.map(({ row, problems }) => [row, problems.length])).toEqual([
    [4, 1],
    [5, 1],
  ]);
  expect(apart.map(({ row }) => row)).toEqual([3]);
});

test('every problem has its words, also where its twin stands in the sheet', () => {
  const twin = (code: SheetProblemCode) => problemKey({ ...problem(code, 2), detail: { otherRow: 3 } });
  const keys = SheetProblemCode.options.flatMap((code) => [code, twin(code)]);
  expect(keys.filter((key) => !(key in enUS.cameraSheet.problem))).toEqual([]);
  expect(twin('nameTwice')).toBe('nameTwiceInSheet');
});

test('a file that is too large is not sent', () => {
  expect(tooLargeOf(MOST_SHEET_BYTES)).toBeNull();
  expect(tooLargeOf(MOST_SHEET_BYTES + 1)?.problems[0]?.code).toBe('tooLarge');
});

test('only cameras that would change are changed, and only in what was chosen', () => {
  const cameras = [camera('a', { keepWarm: true }), camera('b', { keepWarm: false })];
  const form = { ...UNCHANGED, keepWarm: false };
  expect(cameras.map((each) => becomingOf(each, form).length)).toEqual([1, 0]);
  expect(toChange(cameras, form)).toEqual({ cameraIds: ['a'], changes: { keepWarm: false } });
  expect(toChange(cameras, UNCHANGED)).toBeNull();
});

test('whatever is chosen for several cameras is asked for, and nothing else', () => {
  const form = { ...UNCHANGED, deviceEvents: true, disabled: true, recording: 'event' as const };
  const cameras = [camera('a', { deviceEvents: true, disabled: false })];
  expect(toChange(cameras, form)?.changes).toEqual({ deviceEvents: true, disabled: true, recordingMode: 'event' });
});
