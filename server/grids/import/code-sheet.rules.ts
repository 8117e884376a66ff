/**
 * A sheet that says which governance grid each base grid belongs to: a row for each base
 * grid. Blank and merged cells inherit from above, several codes may stand in one cell. Pure.
 */
import type { ImportedItem, ImportProblem } from '../../../config/contract/grid-import.ts';
import type { Grid } from '../../../config/contract/place.ts';
import { columnName } from '../../sheets/column-name.ts';
import type { SheetFile, SheetRow } from '../../sheets/sheet-file.ts';
import { isCodeFit, laidOver, namedGrid, rivalOf } from '../grid.rules.ts';
import { type Planned, problem, refusedPlan } from './import-problem.rules.ts';
import type { KnownSite } from './shape-plan.rules.ts';

type Column = 'code' | 'name' | 'line' | 'community' | 'baseCode';
type Cells = Record<Column, string>;

/** Compared without blanks, stars and case. */
const HEADINGS: Record<Column, readonly string[]> = {
  code: [
    '综治专业网格编码',
    '综治网格编码',
    '专业网格编码',
    '综治专业网格代码',
    'governancegridcode',
    'governancecode',
    'code',
  ],
  name: ['综治专业网格名称', '综治网格名称', '专业网格名称', '网格名称', '名称', 'governancegridname', 'name'],
  line: ['条线', '业务条线', '工作条线', '专业', 'line', 'lineofwork'],
  community: ['社区', '所属社区', '社区名称', 'community'],
  baseCode: ['基础网格编码', '基础网格', '社区网格编码', '基础网格代码', '单元网格编码', 'basegridcode', 'basecode'],
};
const NEEDED = ['code', 'name', 'line', 'baseCode'] as const;
const INHERITED = ['code', 'name', 'line', 'community'] as const;
/** A title or two may stand above the headings. */
const HEADING_WITHIN = 6;
const TOO_LONG_FOR_NUMBER = 999_999_999_999_999;

type Draft = { row: number; code: string; name: string; line: string; community: string; bases: Grid[] };

export function planCodes({ rows, problem: fault }: SheetFile, known: KnownSite): Planned {
  if (fault) return refusedPlan(fault.code === 'notSheet' ? 'notReadable' : fault.code, {}, fault.row);
  const found = headingsIn(rows);
  if ('missing' in found) return refusedPlan('headingMissing', { headings: found.missing.join('、') });
  const problems: ImportProblem[] = [];
  const drafts = draftsOf(rows.slice(found.below), found.columns, { known, problems });
  for (const draft of drafts) problems.push(...againstSite(draft, drafts, known));
  const bad = new Set(problems.map(({ row }) => row));
  const planned = drafts.map((draft) => plannedOf(draft, known, bad.has(draft.row)));
  return {
    preview: {
      items: planned.map(({ item }) => item),
      problems,
      columns: [],
      fields: { code: '', name: '', community: '' },
      suspected: null,
    },
    grids: planned.flatMap(({ item, grid }) => (grid && item.outcome !== 'same' ? [grid] : [])),
    communities: [],
  };
}

type Headings = { columns: Map<Column, number>; below: number } | { missing: string[] };

function headingsIn(rows: readonly SheetRow[]): Headings {
  let missing: string[] = NEEDED.map((column) => HEADINGS[column][0] ?? '');
  for (const [index, { cells }] of rows.slice(0, HEADING_WITHIN).entries()) {
    const columns = new Map<Column, number>();
    for (const [place, { text }] of cells.entries()) {
      const plain = text.replaceAll(/[\s*＊_]/g, '').toLowerCase();
      const column = (Object.keys(HEADINGS) as Column[]).find((each) => HEADINGS[each].includes(plain));
      if (column && !columns.has(column)) columns.set(column, place);
    }
    const absent = NEEDED.filter((column) => !columns.has(column)).map((column) => HEADINGS[column][0] ?? '');
    if (absent.length === 0) return { columns, below: index + 1 };
    if (absent.length < missing.length) missing = absent;
  }
  return { missing };
}

type Reading = { known: KnownSite; problems: ImportProblem[] };

function draftsOf(
  rows: readonly SheetRow[],
  columns: ReadonlyMap<Column, number>,
  { known, problems }: Reading,
): Draft[] {
  const drafts = new Map<string, Draft>();
  const placed = new Map<string, number>();
  let above: Cells = { code: '', name: '', line: '', community: '', baseCode: '' };
  for (const { row, cells } of rows) {
    if (cells.every(({ text }) => text === '')) continue;
    const cellOf = (column: Column) => cells[columns.get(column) ?? -1];
    const own: Cells = { code: '', name: '', line: '', community: '', baseCode: '' };
    for (const column of columns.keys()) {
      const cell = cellOf(column);
      own[column] = cell?.text ?? '';
      const where = { column: columnName(columns.get(column) ?? 0) };
      if (cell?.flaw === 'formula') problems.push(problem('formula', row, where));
      if (cell?.isNumber && Number(cell.text) > TOO_LONG_FOR_NUMBER) problems.push(problem('codeIsNumber', row, where));
    }
    // A new code begins anew: what the one above is called is not its name.
    const inherits = own.code === '' || own.code === above.code;
    const read = { ...own };
    for (const column of INHERITED)
      if (read[column] === '' && (inherits || column !== 'name')) read[column] = above[column];
    above = read;
    if (read.code === '') {
      problems.push(problem('codeMissing', row));
      continue;
    }
    const draft = drafts.get(read.code) ?? { ...read, row, bases: [] };
    drafts.set(read.code, draft);
    if (draft.name !== read.name || draft.line !== read.line) {
      problems.push(problem('rowsDiffer', row, { code: read.code, otherRow: draft.row }));
    }
    const baseCodes = read.baseCode.split(/[\s,，、;；]+/).filter((code) => code !== '');
    if (baseCodes.length === 0) problems.push(problem('baseMissing', row));
    for (const baseCode of baseCodes) {
      const base = known.grids.find(({ code, kind }) => kind === 'base' && code === baseCode);
      const before = placed.get(`${read.line} ${baseCode}`);
      placed.set(`${read.line} ${baseCode}`, row);
      if (!base) problems.push(problem('baseUnknown', row, { base: baseCode }));
      else if (before !== undefined) {
        problems.push(problem('baseTwice', row, { base: namedGrid(base), line: read.line, otherRow: before }));
      } else draft.bases.push(base);
    }
  }
  return [...drafts.values()];
}

function againstSite(draft: Draft, drafts: readonly Draft[], known: KnownSite): ImportProblem[] {
  const { row, code, name, line } = draft;
  const found: ImportProblem[] = [];
  if (name === '') found.push(problem('nameMissing', row));
  if (line === '') found.push(problem('lineMissing', row));
  if (!isCodeFit(code, 'governance', known.patterns)) {
    found.push(problem('codeWrong', row, { code, pattern: known.patterns.governance }));
  }
  const before = known.grids.find((grid) => grid.code === code);
  if (known.codes.has(code) && before?.kind !== 'governance') {
    found.push(problem('codeTaken', row, { code, name: known.codes.get(code) ?? '' }));
  }
  // Those that the sheet itself changes are asked as the sheet has them.
  const staying = known.grids.filter((grid) => !drafts.some((each) => each.code === grid.code));
  for (const base of draft.bases) {
    const other = rivalOf(base, { id: before?.id ?? '', line }, staying);
    if (other) found.push(problem('baseTaken', row, { base: namedGrid(base), other: namedGrid(other), line }));
  }
  return found;
}

function plannedOf(draft: Draft, known: KnownSite, isBad: boolean): { item: ImportedItem; grid: Grid | null } {
  const { row, code, name, line, bases } = draft;
  const before = known.grids.find((grid) => grid.code === code);
  const community = draft.community || before?.community || (bases[0]?.community ?? '');
  const shown = { row, code, name, line, community, baseCodes: bases.map((base) => base.code) };
  if (isBad || bases.length === 0) return { item: { ...shown, outcome: 'bad', rings: [] }, grid: null };
  const wished: Grid = {
    ...{ id: before?.id ?? '', code, name, kind: 'governance', community, line, rings: [], endedAtMs: null },
    baseGridIds: bases.map(({ id }) => id),
  };
  const grid = laidOver(wished, bases);
  const isSame = before && JSON.stringify({ ...before, rings: 0 }) === JSON.stringify({ ...grid, rings: 0 });
  return { item: { ...shown, outcome: before ? (isSame ? 'same' : 'update') : 'add', rings: grid.rings }, grid };
}
