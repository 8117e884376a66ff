/** The catalogue of matters over HTTP: by version, on record, and taken in as a whole or not at all. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_STAGE_LIMITS, type Matter } from '../../config/contract/matter.ts';
import { MATTER_HEADINGS, MatterColumn } from '../../config/contract/matter-sheet.ts';
import { DEMO_MATTERS } from '../../server/demo/demo-matters.ts';
import { readSheetFile, writeBook } from '../../server/sheets/sheet-file.ts';
import { type Caller, heard, openTestApp, type TestApp } from './open-test-app.ts';

const NEW = {
  ...{
    kind: 'event',
    code: '0901',
    bigClass: '09',
    bigClassName: '其他',
    name: '杂项',
    task: 'hazard',
    level: 'general',
  },
  ...{ standards: [], leadUnitName: '综治办', supervisingUnitName: '', assistUnitNames: [], fields: [] },
  ...{ limits: DEFAULT_STAGE_LIMITS, inGrid: true, disabled: false },
};

let site: TestApp;
let admin: Caller;
let operator: Caller;

beforeAll(async () => {
  site = await openTestApp();
  admin = await site.as('admin');
  operator = await site.as('operator');
});
afterAll(() => site[Symbol.asyncDispose]());

const list = async (): Promise<Matter[]> => (await operator.ask('GET /api/matters')).body;
const head = MatterColumn.exclude(['task']).options.map((column) => MATTER_HEADINGS[column]);
const fileOf = (...rows: string[][]) =>
  Buffer.from(writeBook([{ name: '事件', rows: [['事件立结案标准'], head, ...rows] }])).toString('base64');
const wish = (file: string) => ({ fileName: 'a.xlsx', file, kind: 'event', task: 'crime' });

test('the demo site has its catalogue over the three tasks, and a bare one has none', async () => {
  const matters = await list();
  expect(matters.map(({ name }) => name).toSorted()).toEqual(DEMO_MATTERS.map(({ name }) => name).toSorted());
  expect(new Set(matters.map(({ task }) => task))).toEqual(new Set(['crime', 'dispute', 'hazard']));
  await using bare = await openTestApp({ settings: { demo: { street: false } } });
  expect((await (await bare.as('admin')).ask('GET /api/matters')).body).toEqual([]);
});

test('every change is a version of its own, and the earlier ones stay as they were', async () => {
  const { body: first } = await admin.ask('POST /api/matters', NEW);
  const socket = await operator.connect();
  const told = heard(socket, 'committed');
  const { body: second } = await admin.ask(`PATCH /api/matters/${first.id}`, { version: 1, name: '其他事项' });
  expect(second).toMatchObject({ ...NEW, name: '其他事项', version: 2, changedBy: { name: '演示管理员' } });
  expect(await told).toMatchObject({ kind: 'matter', subject: first.id, body: second });
  expect((await operator.ask(`GET /api/matters/${first.id}/versions/1`)).body).toEqual(first);
  expect((await operator.ask(`GET /api/matters/${first.id}/versions`)).body).toEqual([second, first]);
  expect((await list()).find(({ id }) => id === first.id)).toEqual(second);
});

test('what changes nothing makes no version', async () => {
  const [matter] = await list();
  const { body } = await admin.ask(`PATCH /api/matters/${matter?.id}`, {
    version: matter?.version,
    name: matter?.name,
  });
  expect(body).toEqual(matter);
});

test('a change of a version that is not the newest is refused', async () => {
  const [matter] = await list();
  const change = { version: matter?.version, level: 'major' };
  expect((await admin.ask(`PATCH /api/matters/${matter?.id}`, change)).status).toBe(200);
  const { status, body } = await admin.ask(`PATCH /api/matters/${matter?.id}`, { ...change, level: 'larger' });
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'MATTER_CHANGED' });
});

test.each([
  ['a code that is taken', { ...NEW, code: '0101', bigClass: '01' }, 409, 'MATTER_CODE_TAKEN', undefined],
  ['a code of another class', { ...NEW, code: '0801' }, 400, 'INVALID_REQUEST', 'code'],
  [
    'a choice without choices',
    { ...NEW, code: '0902', fields: [{ key: 'a', label: 'A', kind: 'choice', required: true, choices: [] }] },
    400,
    'INVALID_REQUEST',
    'fields.0.choices',
  ],
  [
    'a limit of nothing',
    { ...NEW, code: '0902', limits: { ...NEW.limits, check: { amount: 0, unit: 'day' } } },
    400,
    'INVALID_REQUEST',
    'limits.check.amount',
  ],
])('%s is refused', async (_what, body, status, code, field) => {
  const answer = await admin.ask('POST /api/matters', body);
  expect({ status: answer.status, code: answer.body.code, field: answer.body.detail.field }).toEqual({
    status,
    code,
    field,
  });
});

test('a version there is not, and a matter there is not', async () => {
  const [matter] = await list();
  for (const path of [`${matter?.id}/versions/99`, `${matter?.id}/versions/one`, 'none/versions', 'none/versions/1']) {
    expect((await operator.ask(`GET /api/matters/${path}`)).body.code).toBe('MATTER_NOT_FOUND');
  }
});

test('a sheet with one wrong row leaves everything as it was', async () => {
  const before = await list();
  const file = fileOf(
    ['08', '甲', '01', '乙', '', '', 'a', 'b', '1天'],
    ['八', '丙', '02', '丁', '', '', 'a', 'b', '1天'],
  );
  const { body: preview } = await admin.ask('POST /api/matter-imports/preview', wish(file));
  expect(preview.problems).toMatchObject([{ code: 'bigClassWrong', sheet: '事件', row: 4 }]);
  const { status, body } = await admin.ask('POST /api/matter-imports', wish(file));
  expect({ status, body }).toEqual({ status: 409, body: { code: 'IMPORT_REFUSED', detail: { count: 1, row: 4 } } });
  expect(await list()).toEqual(before);
});

test('a sheet is looked over without being kept, then taken in, then there already', async () => {
  const file = fileOf(['08', '甲', '01', '乙', '城管科', '', 'a', 'b', '尽快']);
  const before = await list();
  const { body: preview } = await admin.ask('POST /api/matter-imports/preview', wish(file));
  expect(preview.matters).toMatchObject([{ code: '0801', outcome: 'add' }]);
  expect(preview.problems).toMatchObject([{ code: 'limitUnread', row: 3 }]);
  expect(await list()).toEqual(before);
  expect((await admin.ask('POST /api/matter-imports', wish(file))).body).toEqual({ added: 1, updated: 0, same: 0 });
  expect((await list()).find(({ code }) => code === '0801')).toMatchObject({ task: 'crime', version: 1 });
  expect((await admin.ask('POST /api/matter-imports', wish(file))).body).toEqual({ added: 0, updated: 0, same: 1 });
});

test('the catalogue given out and taken in changes nothing', async () => {
  const before = await list();
  const answer = await fetch(`${site.app.url}/api/matter-sheets/matters.xlsx`, { headers: { cookie: admin.cookie } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(readSheetFile(bytes).sheets.map(({ name }) => name)).toEqual(['部件', '事件']);
  const { body } = await admin.ask('POST /api/matter-imports', wish(bytes.toString('base64')));
  expect(body).toEqual({ added: 0, updated: 0, same: before.length });
  expect((await operator.ask('GET /api/matter-sheets/event.csv')).body).toContain('占道经营');
  expect((await operator.ask('GET /api/matter-sheets/matters.csv')).status).toBe(404);
});
