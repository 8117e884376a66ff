/** The nine-column sheet: read with its blanks and merged cells, said what is wrong, and given out the same. */
import { utils, type WorkSheet, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { AddMatter, type Matter } from '../../config/contract/matter.ts';
import {
  isMatterError,
  MATTER_HEADINGS,
  MatterColumn,
  type MatterProblem,
} from '../../config/contract/matter-sheet.ts';
import { DEMO_MATTERS } from '../../server/demo/demo-matters.ts';
import { firstVersion } from '../../server/matters/matter.rules.ts';
import { matterRows } from '../../server/matters/sheet/matter-export.rules.ts';
import { planMatters } from '../../server/matters/sheet/matter-plan.rules.ts';
import { writeCsv } from '../../server/sheets/csv.rules.ts';
import { readSheetFile, writeBook } from '../../server/sheets/sheet-file.ts';

const TITLE = ['事件立结案标准'];
const HEAD = MatterColumn.exclude(['task']).options.map((column) => MATTER_HEADINGS[column]);
const POT_HOLE = ['03', '道路', '01', '路面破损', '城管科', '综治办', '破损 1 平方米以上', '已修复', '2工作日'];
const WISH = { kind: 'event', task: 'hazard' } as const;

const stored = (matters: readonly AddMatter[]): Matter[] =>
  matters.map((what, index) => firstVersion(what, { id: `m${index}`, nowMs: 0, by: { personId: null, name: '系统' } }));
/** As somebody else may have written it: ours makes no formulas. */
const csv = (...rows: string[][]) =>
  readSheetFile(
    Buffer.from([TITLE, HEAD, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')),
  );
const plan = (rows: string[][], matters: readonly Matter[] = [], units: string[] | null = null) =>
  planMatters(csv(...rows), { matters, units }, WISH);
const said = (problems: readonly MatterProblem[]) => problems.map(({ code, row, column }) => [code, row, column]);

describe('rows become matters', () => {
  test('one row is one matter with one standard', () => {
    const { adds, problems } = plan([POT_HOLE]);
    expect(problems).toEqual([]);
    expect(adds).toMatchObject([
      {
        ...{ kind: 'event', code: '0301', bigClass: '03', bigClassName: '道路', name: '路面破损', task: 'hazard' },
        ...{
          leadUnitName: '城管科',
          supervisingUnitName: '综治办',
          assistUnitNames: [],
          level: 'general',
          inGrid: true,
        },
        standards: [
          {
            ...{ filingCondition: '破损 1 平方米以上', closingCondition: '已修复', limitText: '2工作日' },
            handleLimit: { amount: 2, unit: 'workDay' },
          },
        ],
      },
    ]);
    expect(AddMatter.safeParse(adds[0]).success).toBe(true);
  });

  test('what is blank in A to F is what stands above, and several rows are several standards', () => {
    const { adds, problems } = plan([
      POT_HOLE,
      ['', '', '', '', '', '', '塌陷', '已回填', '2紧急工作时'],
      ['', '', '02', '护栏缺失', '', '', '缺失', '已补齐', '1紧急工作日'],
      ['04', '绿化', '01', '树木倒伏', '民政科、城管科，派出所', '', '倒伏', '已清理', '4小时'],
    ]);
    expect(problems).toEqual([]);
    expect(
      adds.map(({ code, name, bigClassName, leadUnitName, standards }) => [
        code,
        name,
        bigClassName,
        leadUnitName,
        standards.length,
      ]),
    ).toEqual([
      ['0301', '路面破损', '道路', '城管科', 2],
      ['0302', '护栏缺失', '道路', '城管科', 1],
      ['0401', '树木倒伏', '绿化', '民政科', 1],
    ]);
    expect(adds.at(-1)?.assistUnitNames).toEqual(['城管科', '派出所']);
    expect(adds[0]?.standards.map(({ handleLimit }) => handleLimit)).toEqual([
      { amount: 2, unit: 'workDay' },
      { amount: 2, unit: 'hour' },
    ]);
  });

  test('a small class that is named again further down gets another standard', () => {
    const other = ['03', '道路', '02', '护栏缺失', '城管科', '综治办', '缺失', '已补齐', '1天'];
    const { adds, problems } = plan([POT_HOLE, other, [...POT_HOLE.slice(0, 6), '塌陷', '已回填', '3小时']]);
    expect(problems).toEqual([]);
    expect(adds.map(({ standards }) => standards.length)).toEqual([2, 1]);
  });

  test('a unit that is said to be none is none, and is not inherited', () => {
    const { adds } = plan([POT_HOLE, ['', '', '02', '护栏缺失', '无', '—', '缺失', '已补齐', '1天']]);
    expect(adds[1]).toMatchObject({ leadUnitName: '', supervisingUnitName: '' });
  });

  test('a code of the small class may be the whole code', () => {
    const whole = (code: string) => plan([POT_HOLE.with(2, code)]).adds[0]?.code;
    expect([whole('0301'), whole('301'), whole('010')]).toEqual(['0301', '03301', '03010']);
  });

  test('what a spreadsheet made a number of is made a code again, and that is said', () => {
    const { adds, problems } = plan([POT_HOLE.with(0, '3').with(2, '1')]);
    expect(adds[0]?.code).toBe('0301');
    expect(said(problems)).toEqual([
      ['codePadded', 3, 'bigClass'],
      ['codePadded', 3, 'smallClass'],
    ]);
    expect(problems.some(isMatterError)).toBe(false);
  });

  test('a limit that cannot be read is one natural day, its text is kept, and its row is said', () => {
    const { adds, problems } = plan([
      POT_HOLE,
      POT_HOLE.with(2, '02').with(3, '护栏').with(8, '尽快'),
      POT_HOLE.with(2, '03').with(3, '桥').with(8, ''),
    ]);
    expect(adds[1]?.standards[0]).toMatchObject({ limitText: '尽快', handleLimit: { amount: 1, unit: 'day' } });
    expect(adds[2]?.standards[0]).toMatchObject({ limitText: '', handleLimit: { amount: 1, unit: 'day' } });
    expect(problems).toEqual([
      { code: 'limitUnread', sheet: '', row: 4, column: 'limit', detail: { value: '尽快' } },
      { code: 'limitMissing', sheet: '', row: 5, column: 'limit', detail: {} },
    ]);
  });

  test('headings may be a line lower, in another order, or in other words', () => {
    const order = [8, 7, 6, 5, 4, 3, 2, 1, 0];
    const heading = HEAD.map((text) =>
      text === '小类代码' ? '小类编码' : text === '处置时限' ? '处理时限（工作日）' : ` ${text}*`,
    );
    const rows = [TITLE, ['2026年版'], ...[heading, POT_HOLE].map((row) => order.map((index) => row[index] ?? ''))];
    const file = readSheetFile(Buffer.from(writeCsv(rows)));
    const { adds, problems } = planMatters(file, { matters: [], units: null }, WISH);
    expect(problems).toEqual([]);
    expect(adds).toMatchObject([{ code: '0301', name: '路面破损', leadUnitName: '城管科' }]);
  });
});

describe('what is wrong is said with its row, and nothing is taken', () => {
  test.each<[string, string[][], [string, number | null, string | null][]]>([
    [
      'no small class above',
      [['', '', '', '', '', '', '破损', '修复', '1天']],
      [
        ['missing', 3, 'bigClass'],
        ['missing', 3, 'bigClassName'],
        ['missing', 3, 'smallClass'],
        ['missing', 3, 'name'],
      ],
    ],
    [
      'a new name without a code',
      [POT_HOLE, POT_HOLE.with(2, '').with(3, '护栏')],
      [['smallClassMissing', 4, 'smallClass']],
    ],
    [
      'a new class without a small class',
      [POT_HOLE, ['04', '绿化', '', '', '', '', 'a', 'b', '1天']],
      [['smallClassMissing', 4, 'smallClass']],
    ],
    [
      'a new class without a name',
      [POT_HOLE, ['04', '', '01', '树', '', '', 'a', 'b', '1天']],
      [['missing', 4, 'bigClassName']],
    ],
    ['a new small class without a name', [POT_HOLE, POT_HOLE.with(2, '02').with(3, '')], [['missing', 4, 'name']]],
    ['one code with two names', [POT_HOLE, POT_HOLE.with(3, '路面塌陷')], [['nameDiffers', 4, 'name']]],
    [
      'one class with two names',
      [POT_HOLE, POT_HOLE.with(1, '市政').with(2, '02').with(3, '护栏')],
      [['bigClassNameDiffers', 4, 'bigClassName']],
    ],
    ['a code of a class that is none', [POT_HOLE.with(0, '道路')], [['bigClassWrong', 3, 'bigClass']]],
    ['a code of a small class that is none', [POT_HOLE.with(2, '一')], [['smallClassWrong', 3, 'smallClass']]],
    ['a formula', [POT_HOLE.with(6, '=A1')], [['formula', 3, 'filing']]],
    ['a name that is too long', [POT_HOLE.with(3, '长'.repeat(41))], [['tooLong', 3, 'name']]],
    ['a condition that is too long', [POT_HOLE.with(6, '长'.repeat(501))], [['tooLong', 3, 'filing']]],
  ])('%s', (_what, rows, problems) => {
    const found = plan(rows);
    expect(said(found.problems)).toEqual(problems);
    expect(found.adds).toEqual([]);
  });

  test('one wrong row holds up the others', () => {
    const { adds, matters } = plan([POT_HOLE.with(2, '02').with(3, '护栏'), POT_HOLE.with(0, '道路')]);
    expect(adds).toEqual([]);
    expect(matters.map(({ outcome }) => outcome)).toEqual(['add', 'bad']);
  });

  test('a file without headings, without a column, without rows, or that is none', () => {
    const of = (...rows: string[][]) =>
      said(planMatters(readSheetFile(Buffer.from(writeCsv(rows))), { matters: [], units: null }, WISH).problems);
    expect(of(TITLE, POT_HOLE)).toEqual([['headingMissing', null, null]]);
    expect(of(TITLE, HEAD.slice(0, 8), POT_HOLE)).toEqual([['headingMissing', 2, 'limit']]);
    expect(of(TITLE, [...HEAD, '小类名称'], POT_HOLE)).toEqual([['headingTwice', 2, 'name']]);
    expect(of(TITLE, HEAD)).toEqual([['empty', null, null]]);
    const none = planMatters(readSheetFile(Buffer.from([0x50, 0x4b, 3, 4, 9])), { matters: [], units: null }, WISH);
    expect(said(none.problems)).toEqual([['notSheet', null, null]]);
  });
});

describe('what is only said', () => {
  test.each<[string, string[][], [string, number | null, string | null][]]>([
    ['an empty line', [POT_HOLE, Array(9).fill(''), POT_HOLE.with(2, '02').with(3, '护栏')], [['emptyLine', 4, null]]],
    ['a condition that is missing', [POT_HOLE.with(7, '')], [['conditionMissing', 3, 'closing']]],
    ['no standard at all', [[...POT_HOLE.slice(0, 6), '', '', '']], [['conditionMissing', 3, null]]],
    [
      'another unit in another row of it',
      [POT_HOLE, POT_HOLE.with(4, '派出所').with(6, '塌陷')],
      [['unitDiffers', 4, 'leadUnit']],
    ],
  ])('%s', (_what, rows, problems) => {
    const found = plan(rows);
    expect(said(found.problems)).toEqual(problems);
    expect(found.adds.length).toBeGreaterThan(0);
  });

  test('a unit that is not in the register, where there is one', () => {
    const { problems, adds } = plan([POT_HOLE.with(4, '城管科、环卫站')], [], ['城管科', '综治办']);
    expect(problems).toMatchObject([{ code: 'unitUnknown', row: 3, detail: { value: '环卫站' } }]);
    expect(adds).toHaveLength(1);
  });
});

describe('workbooks', () => {
  const book = (sheets: Record<string, WorkSheet>) =>
    readSheetFile(write({ SheetNames: Object.keys(sheets), Sheets: sheets }, { type: 'buffer', bookType: 'xlsx' }));

  test('a merged cell says the same in every row it covers', () => {
    const rows = [
      TITLE,
      HEAD,
      POT_HOLE,
      ['', '', '', '', '', '', '', '已回填', ''],
      ['', '', '02', '护栏缺失', '', '', '缺失', '已补齐', '1天'],
    ];
    const sheet = utils.aoa_to_sheet(rows);
    const column = (c: number, from: number, to: number) => ({ s: { r: from, c }, e: { r: to, c } });
    sheet['!merges'] = [
      { s: { r: 0, c: 0 }, e: { r: 0, c: 8 } },
      ...[0, 1].map((c) => column(c, 2, 4)),
      ...[2, 3, 4, 5, 6, 8].map((c) => column(c, 2, 3)),
    ];
    const { adds, problems } = planMatters(book({ 事件: sheet }), { matters: [], units: null }, WISH);
    expect(problems).toEqual([]);
    expect(
      adds.map(({ name, standards }) => [
        name,
        standards.map(({ filingCondition, closingCondition, limitText }) =>
          [filingCondition, closingCondition, limitText].join(),
        ),
      ]),
    ).toEqual([
      ['路面破损', ['破损 1 平方米以上,已修复,2工作日', '破损 1 平方米以上,已回填,2工作日']],
      ['护栏缺失', ['缺失,已补齐,1天']],
    ]);
  });

  test('sheets are told by their names, one code may stand in both, and what is no sheet of matters is left out', () => {
    const { matters, problems } = planMatters(
      book({
        部件: utils.aoa_to_sheet([['部件立结案标准'], HEAD, POT_HOLE]),
        事件: utils.aoa_to_sheet([TITLE, HEAD, POT_HOLE]),
        说明: utils.aoa_to_sheet([['填写说明']]),
      }),
      { matters: [], units: null },
      WISH,
    );
    expect(matters.map(({ kind, code, sheet, outcome }) => [kind, code, sheet, outcome])).toEqual([
      ['component', '0301', '部件', 'add'],
      ['event', '0301', '事件', 'add'],
    ]);
    expect(problems).toMatchObject([{ code: 'sheetIgnored', sheet: '说明' }]);
  });

  test('a sheet that does not say which it is, is what was wished', () => {
    const file = book({ Sheet1: utils.aoa_to_sheet([['立结案标准'], HEAD, POT_HOLE]) });
    const { adds } = planMatters(file, { matters: [], units: null }, { kind: 'component', task: 'crime' });
    expect(adds).toMatchObject([{ kind: 'component', task: 'crime' }]);
  });
});

describe('what is there already', () => {
  const known = stored(plan([POT_HOLE]).adds);

  test('the same is left alone, what differs becomes the next version with what the sheet does not say', () => {
    const [first] = known;
    const kept = first ? [{ ...first, level: 'major' as const, task: 'crime' as const, disabled: true }] : [];
    expect(plan([POT_HOLE], kept).matters).toMatchObject([{ outcome: 'same', changes: [] }]);
    const { matters, updates } = plan([POT_HOLE.with(8, '1天').with(3, '路面坑洼')], kept);
    expect(matters).toMatchObject([{ outcome: 'update', changes: ['name', 'standards'] }]);
    expect(updates).toMatchObject([{ matterId: 'm0', parts: { name: '路面坑洼', task: 'crime' } }]);
    expect(updates[0]?.parts).not.toHaveProperty('level');
  });
});

describe('given out and taken in again', () => {
  const matters = stored(DEMO_MATTERS);
  const sheetsOf = (withTask: boolean) =>
    (['component', 'event'] as const).map((kind) => ({
      name: kind === 'event' ? '事件' : '部件',
      rows: matterRows(matters, { kind, withTask }),
    }));

  test('a workbook of the catalogue changes nothing in it', () => {
    const { matters: read, problems } = planMatters(
      readSheetFile(writeBook(sheetsOf(false))),
      { matters, units: null },
      WISH,
    );
    expect(problems).toEqual([]);
    expect(read).toHaveLength(DEMO_MATTERS.length);
    expect(new Set(read.map(({ outcome }) => outcome))).toEqual(new Set(['same']));
  });

  test('with the column of tasks, an empty site gets the same catalogue, and gives out the same sheet', () => {
    const sheets = sheetsOf(true);
    const { adds } = planMatters(readSheetFile(writeBook(sheets)), { matters: [], units: null }, WISH);
    const again = stored(adds);
    expect((['component', 'event'] as const).map((kind) => matterRows(again, { kind, withTask: true }))).toEqual(
      sheets.map(({ rows }) => rows),
    );
    expect(adds.map(({ task }) => task).toSorted()).toEqual(DEMO_MATTERS.map(({ task }) => task).toSorted());
  });

  test('limits that were not read, long codes, and no units come back as they were', () => {
    const rows = [
      POT_HOLE.with(8, '尽快'),
      ['', '', '02', '护栏', '无', '无', 'a', '', ''],
      ['', '', '030301', '桥', '城管科', '', 'a', 'b', '1天'],
      ['05', '其他', '9', '杂项', '', '', 'a', 'b', '1天'],
    ];
    const first = stored(plan(rows).adds);
    expect(first.map(({ code }) => code)).toEqual(['0301', '0302', '030301', '0509']);
    const sheet = matterRows(first, { kind: 'event', withTask: false });
    const { matters: read } = planMatters(
      readSheetFile(Buffer.from(writeCsv(sheet))),
      { matters: first, units: null },
      WISH,
    );
    expect(read.map(({ code, outcome }) => [code, outcome])).toEqual(first.map(({ code }) => [code, 'same']));
  });

  test('a limit that was changed by hand is what the sheet says', () => {
    const [first] = stored(plan([POT_HOLE]).adds);
    const changed = first && {
      ...first,
      standards: first.standards.map((each) => ({ ...each, handleLimit: { amount: 3, unit: 'hour' as const } })),
    };
    const sheet = matterRows(changed ? [changed] : [], { kind: 'event', withTask: false });
    expect(sheet.at(-1)?.at(8)).toBe('3紧急工作时');
  });
});
