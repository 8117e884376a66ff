/** Cameras from and to spreadsheets: what is wrong is said by row and column, and nothing is kept until it is agreed to. */
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import type { Camera } from '../../config/contract/camera.ts';
import {
  isError,
  MOST_SHEET_BYTES,
  SHEET_HEADINGS,
  SheetField,
  type SheetProblem,
} from '../../config/contract/camera-sheet.ts';
import { type KnownSite, planImport } from '../../server/cameras/sheet/import-plan.rules.ts';
import { fromWgs84 } from '../../server/geo/coordinates.ts';
import { readSheet } from '../../server/sheets/read-sheet.ts';
import { readSheetFile } from '../../server/sheets/sheet-file.ts';
import { type Caller, openTestApp } from './open-test-app.ts';

const HEAD = SheetField.options.map((field) => SHEET_HEADINGS['zh-CN'][field]);
type Cells = Partial<Record<SheetField, string>>;
const RIGHT: Cells = { name: '东门', group: '街面', sourceUrl: 'rtsp://10.0.0.1/1' };
const rowOf = (cells: Cells) => SheetField.options.map((field) => cells[field] ?? '');
const csv = (...rows: string[][]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
const sheet = (...rows: Cells[]) => csv(HEAD, ...rows.map(rowOf));
const utf8 = (text: string) => new TextEncoder().encode(text);
const columnOf = (field: SheetField) => String.fromCharCode(65 + SheetField.options.indexOf(field));

const CAMERA = {
  ...{ id: 'c1', name: '西门', code: '44010', groupId: 'g1', gridId: null, intake: 'rtsp', transport: 'auto' },
  ...{
    sourceUrl: 'rtsp://10.0.0.9/1',
    subSourceUrl: '',
    username: '',
    onvifUrl: '',
    sourceToken: '',
    audio: false,
    position: null,
  },
  ...{ bearingDegrees: null, viewAngleDegrees: 60, viewReachMetres: 70 },
  ...{ recordAudio: false, keepWarm: true, analyse: true, deviceEvents: false, disabled: false },
  recording: { mode: 'always', hours: [], preRollS: 10, postRollS: 30, keepDays: null },
} satisfies Camera;
const SITE: KnownSite = {
  cameras: [CAMERA],
  groups: [
    { id: 'g1', name: '街面' },
    { id: 'g2', name: '内部' },
  ],
  grids: [
    {
      id: 'n1',
      code: '001',
      name: '一网格',
      kind: 'base',
      community: '',
      line: '',
      baseGridIds: [],
      endedAtMs: null,
      rings: [
        [
          [113.3, 23.1],
          [113.4, 23.1],
          [113.4, 23.2],
          [113.3, 23.1],
        ],
      ],
    },
  ],
  mayConfigure: (groupId) => groupId === 'g1',
};
const plan = (bytes: Uint8Array | string, onExisting: 'skip' | 'update' = 'skip') =>
  planImport(readSheetFile(typeof bytes === 'string' ? utf8(bytes) : bytes), SITE, onExisting);
const said = ({ problems }: { problems: SheetProblem[] }) =>
  problems.map(({ code, row, column }) => [code, row, column]);

describe('a cell that is wrong is named by its row and column', () => {
  const WRONG: [code: SheetProblem['code'], field: SheetField, cells: Cells][] = [
    ['missing', 'name', { name: '' }],
    ['tooLong', 'name', { name: '门'.repeat(61) }],
    ['missing', 'group', { group: '' }],
    ['groupUnknown', 'group', { group: '没有的组' }],
    ['groupNotAllowed', 'group', { group: '内部' }],
    ['gridUnknown', 'grid', { grid: '九网格' }],
    ['intakeWrong', 'intake', { intake: '直连' }],
    ['missing', 'sourceUrl', { sourceUrl: '' }],
    ['addressWrong', 'sourceUrl', { sourceUrl: '10.0.0.1' }],
    ['addressWrong', 'subSourceUrl', { subSourceUrl: 'http://10.0.0.1/' }],
    ['addressNotForPush', 'sourceUrl', { intake: '推流' }],
    ['addressTwice', 'sourceUrl', { sourceUrl: 'rtsp://admin:1@10.0.0.9/1' }],
    ['transportWrong', 'transport', { transport: 'SCTP' }],
    ['onvifWrong', 'onvifUrl', { onvifUrl: 'onvif' }],
    ['codeWrong', 'code', { code: '44 01' }],
    ['longitudeWrong', 'longitude', { longitude: '东经113', latitude: '23.1' }],
    ['latitudeWrong', 'latitude', { longitude: '113.3', latitude: '123' }],
    ['positionHalf', 'latitude', { longitude: '113.3' }],
    ['positionSwapped', 'longitude', { longitude: '23.1', latitude: '113.3' }],
    ['positionFar', 'longitude', { longitude: '116.4', latitude: '39.9' }],
    ['bearingWrong', 'bearingDegrees', { bearingDegrees: '370' }],
    ['viewAngleWrong', 'viewAngleDegrees', { viewAngleDegrees: '4' }],
    ['viewReachWrong', 'viewReachMetres', { viewReachMetres: '2001' }],
    ['flagWrong', 'audio', { audio: '也许' }],
    ['soundNotTaken', 'recordAudio', { recordAudio: '是' }],
    ['recordingWrong', 'recording', { recording: '偶尔' }],
    ['weeklyNeedsHours', 'recording', { recording: '按时段' }],
    ['formula', 'name', { name: '=A1' }],
  ];
  test.each(WRONG)('%s in %s', (code, field, cells) => {
    expect(
      said(plan(sheet({ name: '南门', group: '街面', sourceUrl: 'rtsp://10.0.0.2/1' }, { ...RIGHT, ...cells }))),
    ).toContainEqual([code, 3, columnOf(field)]);
  });

  test.each<[SheetProblem['code'], SheetField, Cells]>([
    ['nameTwice', 'name', { sourceUrl: 'rtsp://10.0.0.3/1' }],
    ['codeTwice', 'code', { name: '北门', sourceUrl: 'rtsp://10.0.0.3/1' }],
    ['addressTwice', 'sourceUrl', { name: '北门', code: '' }],
  ])('%s in %s, with the row it stands in already', (code, field, cells) => {
    const { problems } = plan(sheet({ ...RIGHT, code: 'A1' }, { ...RIGHT, code: 'A1', ...cells }));
    expect(problems).toContainEqual(
      expect.objectContaining({ code, row: 3, column: columnOf(field), detail: { otherRow: 2 } }),
    );
  });

  test('a row that stands there twice is said once', () => {
    expect(said(plan(sheet(RIGHT, RIGHT)))).toEqual([['rowTwice', 3, null]]);
  });

  test('a code whose end the spreadsheet lost is no code', () => {
    const book = utils.book_new();
    const rows = [
      HEAD,
      SheetField.options.map((field) => (field === 'code' ? 44_010_000_001_320_000_000 : (RIGHT[field] ?? ''))),
    ];
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 's');
    expect(said(plan(write(book, { type: 'buffer', bookType: 'xlsx' })))).toEqual([['codeIsNumber', 2, 'A']]);
  });
});

describe('a file that is wrong as a whole', () => {
  test.each<[SheetProblem['code'], Uint8Array | string]>([
    ['empty', ''],
    ['empty', csv(HEAD)],
    ['headingMissing', csv(['名称', '分组'], ['a', 'b'])],
    ['headingUnknown', csv([...HEAD, '厂商'], rowOf(RIGHT))],
    ['headingTwice', csv([...HEAD, '名称'], rowOf(RIGHT))],
    ['openQuote', `${csv(HEAD)}\r\n"东门,街面`],
    ['notSheet', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])],
    ['notSheet', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])],
    ['oldFormat', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['badEncoding', new Uint8Array([0x61, 0xff, 0x2c, 0x80, 0x0a])],
    ['tooManyRows', sheet(...Array.from({ length: 2_001 }, (_, index) => ({ ...RIGHT, name: `${index}` })))],
  ])('%s', (code, bytes) => {
    const { problems, rows } = plan(bytes);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(rows).toEqual([]);
  });

  test('tooLarge is seen before it is read, and a file is read in a thread', async () => {
    expect((await readSheet(new Uint8Array(MOST_SHEET_BYTES + 1))).problem?.code).toBe('tooLarge');
    expect((await readSheet(utf8(sheet(RIGHT)))).rows).toHaveLength(2);
  });
});

describe('what offices save is read', () => {
  const names = ({ rows }: { rows: { name: string; outcome: string }[] }) =>
    rows.map(({ name, outcome }) => [name, outcome]);

  test.each([
    ['UTF-8 with its mark', utf8(`\uFEFF${sheet(RIGHT)}`)],
    ['GBK', gbk(sheet(RIGHT))],
    ['UTF-16', new Uint8Array(Buffer.from(`\uFEFF${sheet(RIGHT)}`, 'utf16le'))],
    ['semicolons', utf8(sheet(RIGHT).replaceAll('","', '";"'))],
    [
      'headings with stars, in any case and language',
      utf8(csv(['*Name', 'GROUP', '取流 地址'], ['东门', '街面', 'rtsp://10.0.0.1/1'])),
    ],
    ['XLSX', xlsx([HEAD, rowOf(RIGHT)])],
  ])('%s', (_, bytes) => {
    const found = plan(bytes);
    expect([names(found), said(found)]).toEqual([[['东门', 'add']], []]);
  });

  test('formulas and merged cells of XLSX are said, empty lines are told and hold nothing up', () => {
    const one = utils.aoa_to_sheet([
      HEAD,
      rowOf(RIGHT),
      [],
      rowOf({ ...RIGHT, name: '北门', sourceUrl: 'rtsp://10.0.0.2/1' }),
    ]);
    one.B2 = { t: 's', v: '东门', f: 'CONCAT("东","门")' };
    one['!merges'] = [utils.decode_range('C4:D4')];
    const book = utils.book_new();
    utils.book_append_sheet(book, one, 's');
    const found = plan(write(book, { type: 'buffer', bookType: 'xlsx' }));
    expect(said(found)).toEqual([
      ['formula', 2, 'B'],
      ['emptyLine', 3, null],
      ['merged', 4, 'C'],
      ['merged', 4, 'D'],
    ]);
    expect(
      said(plan(`${sheet(RIGHT)}\r\n,,\r\n${csv(rowOf({ ...RIGHT, name: '北门', sourceUrl: 'rtsp://10.0.0.2/1' }))}`)),
    ).toEqual([['emptyLine', 3, null]]);
  });
});

describe('a camera that is there already', () => {
  const THERE: Cells = { name: '西门', group: '街面', sourceUrl: 'rtsp://10.0.0.9/1' };
  test('is skipped, and said to be', () => {
    const found = plan(sheet(THERE));
    expect([found.rows[0]?.outcome, said(found)]).toEqual(['skip', [['exists', 2, null]]]);
  });
  test('becomes what the row says where that is wished, and keeps what the row leaves empty', () => {
    const found = plan(sheet({ ...THERE, keepWarm: '否', transport: 'TCP' }), 'update');
    expect(found.rows[0]).toMatchObject({ outcome: 'update', changes: ['transport', 'keepWarm'] });
    expect(found.updates).toEqual([{ cameraId: 'c1', changes: { transport: 'tcp', keepWarm: false } }]);
    expect(plan(sheet(THERE), 'update').rows[0]?.outcome).toBe('same');
  });
  test('is known by its code, also under a new name; a code of another is refused', () => {
    expect(plan(sheet({ ...THERE, name: '西大门', code: '44010' }), 'update').rows[0]?.changes).toEqual(['name']);
  });
});

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');
const importing = (file: Uint8Array | string, onExisting = 'skip') => ({
  fileName: 'a.csv',
  file: base64(file),
  onExisting,
});
const cameraCount = async (caller: Caller) => (await caller.ask('GET /api/cameras')).body.length;

test('five hundred rows with twenty kinds of error: each is said with its row, nothing is kept; mended, all are kept at once', async () => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const { body: groups } = await admin.ask('GET /api/camera-groups');
  const group = groups[0].name;
  const right = (index: number): Cells => ({
    name: `点位 ${index}`,
    group,
    sourceUrl: `rtsp://10.1.${Math.floor(index / 250)}.${index % 250}/1`,
  });
  const spoil: Cells[] = [
    { name: '' },
    { name: '长'.repeat(61) },
    { group: '' },
    { group: '无' },
    { grid: '无' },
    { sourceUrl: '' },
    { sourceUrl: 'ftp://x' },
    { subSourceUrl: 'x' },
    { intake: 'x' },
    { transport: 'x' },
    { onvifUrl: 'x' },
    { code: '一' },
    { longitude: 'x', latitude: '23' },
    { longitude: '113' },
    { longitude: '23.1', latitude: '113.3' },
    { longitude: '87', latitude: '43' },
    { bearingDegrees: '-1' },
    { audio: 'x' },
    { recording: 'x' },
    { recording: '按时段' },
    { name: '=1+1' },
    { longitude: '113.3', latitude: '93' },
    { sourceUrl: right(1).sourceUrl ?? '' },
    { intake: '推流' },
  ];
  const all = Array.from({ length: 500 }, (_, index) => right(index));
  const spoilt = all.map((cells, index) => ({ ...cells, ...(index % 20 === 9 ? spoil[Math.floor(index / 20)] : {}) }));
  const before = await cameraCount(admin);
  const seqBefore = site.app.journal.newestSeq;

  const { body: preview } = await admin.ask('POST /api/camera-imports/preview', importing(sheet(...spoilt)));
  const refused = await admin.ask('POST /api/camera-imports', importing(sheet(...spoilt)));
  const errors = preview.problems.filter(isError);
  expect(preview.rows).toHaveLength(500);
  expect(new Set(errors.map(({ row }: SheetProblem) => row)).size).toBe(24);
  expect(new Set(errors.map(({ code }: SheetProblem) => code)).size).toBeGreaterThanOrEqual(20);
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'IMPORT_REFUSED', detail: { count: errors.length, row: 11 } },
  });
  expect([await cameraCount(admin), site.app.journal.newestSeq]).toEqual([before, seqBefore]);

  const taken = await admin.ask('POST /api/camera-imports', importing(sheet(...all)));
  expect(taken.body).toEqual({ added: 500, updated: 0, skipped: 0 });
  expect(await cameraCount(admin)).toBe(before + 500);
});

test.each(['csv', 'xlsx'])(
  'what is exported as %s holds no password, and taken in again changes nothing',
  async (format) => {
    await using site = await openTestApp();
    const admin = await site.as('admin');
    const [{ id }] = (await admin.ask('GET /api/cameras')).body;
    await admin.ask(`PATCH /api/cameras/${id}`, {
      username: 'root',
      password: 'Very-Secret-1',
      code: '44010000001320000001',
    });
    const answer = await fetch(`${site.app.url}/api/camera-sheets/cameras.${format}`, {
      headers: { cookie: admin.cookie },
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const { rows } = readSheetFile(bytes);
    const { body: preview } = await admin.ask('POST /api/camera-imports/preview', importing(bytes, 'update'));
    expect(rows).toHaveLength(9);
    expect(JSON.stringify(rows)).toContain('44010000001320000001');
    expect(JSON.stringify(rows)).not.toContain('Very-Secret-1');
    expect(preview.problems).toEqual([]);
    expect(preview.rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(Array(8).fill('same'));
  },
);

test('several cameras are changed alike, or none of them', async () => {
  await using site = await openTestApp();
  const admin = await site.as('admin');
  const ids: string[] = (await admin.ask('GET /api/cameras')).body.map(({ id }: Camera) => id);
  const changes = { keepWarm: false, transport: 'tcp', recordingMode: 'event' };
  const refused = await admin.ask('PATCH /api/cameras', { cameraIds: [...ids, 'none'], changes });
  const untouched = (await admin.ask('GET /api/cameras')).body.filter((camera: Camera) => camera.keepWarm).length;
  const { body } = await admin.ask('PATCH /api/cameras', { cameraIds: ids, changes });
  expect(refused.body.code).toBe('CAMERA_NOT_FOUND');
  expect(untouched).toBe(8);
  expect(body).toHaveLength(8);
  expect(body.every((camera: Camera) => !camera.keepWarm && camera.transport === 'tcp')).toBe(true);
  expect(body.map(({ recording }: Camera) => recording)).toEqual(
    Array(8).fill(expect.objectContaining({ mode: 'event', preRollS: 10 })),
  );
});

function xlsx(rows: string[][]): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 's');
  return write(book, { type: 'buffer', bookType: 'xlsx' });
}

/** Node decodes GBK and does not encode it: every pair of bytes is decoded once to find the way back. */
function gbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk');
  const bytesOf = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      bytesOf.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
  }
  return new Uint8Array(
    [...text].flatMap((letter) => (letter < '\x80' ? [letter.charCodeAt(0)] : (bytesOf.get(letter) ?? []))),
  );
}

test('positions that fit the grids only when they are GCJ-02 are noticed for the whole file', () => {
  const rows = (shift: (corner: [number, number]) => [number, number]) =>
    sheet(
      ...[0, 1, 2, 3].map((nth) => {
        const [longitude, latitude] = shift([113.351 + nth * 0.002, 23.1005 + nth * 0.001]);
        const address = `rtsp://10.0.1.${nth}/1`;
        return { ...RIGHT, name: `门${nth}`, sourceUrl: address, longitude: `${longitude}`, latitude: `${latitude}` };
      }),
    );
  const shifted = plan(rows((corner) => fromWgs84(corner, 'gcj02')));
  expect(said(shifted)).toEqual([['positionsShifted', null, null]]);
  expect(shifted.rows.every(({ outcome }) => outcome === 'add')).toBe(true);
  expect(said(plan(rows((corner) => corner)))).toEqual([]);
});
