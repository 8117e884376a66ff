/** What would become of the catalogue if a file were taken in: nothing is until nothing is wrong with it. Pure. */
import { type AddMatter, DEFAULT_STAGE_LIMITS, type Matter, type MatterKind } from '../../../config/contract/matter.ts';
import {
  type ImportMatters,
  isMatterError,
  MATTER_SHEET_NAMES,
  type MatterImportPreview,
  MatterPart,
  type MatterProblem,
  MOST_MATTER_ROWS,
} from '../../../config/contract/matter-sheet.ts';
import type { NamedSheet, SheetFile } from '../../sheets/sheet-file.ts';
import { type MatterDraft, readMatterRows } from './matter-rows.rules.ts';
import { matterTable } from './matter-table.rules.ts';

export type MatterPlan = MatterImportPreview & {
  adds: AddMatter[];
  updates: { matterId: string; parts: Pick<Matter, MatterPart> }[];
};

/** `units`: of the register; null where there is none to compare with. */
type Known = { matters: readonly Matter[]; units: readonly string[] | null };

export function planMatters(file: SheetFile, known: Known, wish: Pick<ImportMatters, 'kind' | 'task'>): MatterPlan {
  const plan: MatterPlan = { matters: [], problems: [], adds: [], updates: [] };
  if (file.problem) {
    plan.problems.push({ ...ofSheet(file.problem.code, ''), row: file.problem.row });
    return plan;
  }
  const read = file.sheets.filter(({ rows }) => rows.length > 0).map((sheet) => readSheetOf(sheet, wish.kind));
  const isAny = read.some(({ isOfMatters }) => isOfMatters);
  for (const { drafts, problems, isOfMatters, sheet } of read) {
    plan.problems.push(...problems);
    if (!isOfMatters) plan.problems.push(ofSheet(isAny ? 'sheetIgnored' : 'headingMissing', sheet));
    for (const draft of drafts) place(plan, draft, known, wish);
  }
  if (isAny && plan.matters.length === 0 && !plan.problems.some(isMatterError))
    plan.problems.push(ofSheet('empty', ''));
  if (plan.problems.some(isMatterError)) return { ...plan, adds: [], updates: [] };
  return plan;
}

type ReadSheet = { sheet: string; isOfMatters: boolean; drafts: MatterDraft[]; problems: MatterProblem[] };

function readSheetOf({ name, rows }: NamedSheet, otherwise: MatterKind): ReadSheet {
  const table = matterTable(rows);
  if (!table) return { sheet: name, isOfMatters: false, drafts: [], problems: [] };
  const problems = table.problems.map((problem) => ({ ...problem, sheet: name }));
  const found = { sheet: name, isOfMatters: true, drafts: [], problems };
  if (problems.length > 0) return found;
  if (table.rows.length > MOST_MATTER_ROWS) {
    return { ...found, problems: [{ ...ofSheet('tooManyRows', name), detail: { most: MOST_MATTER_ROWS } }] };
  }
  return { ...found, ...readMatterRows(table, { sheet: name, kind: kindOf(name, rows) ?? otherwise }) };
}

/** By the sheet's name, or by the title of a CSV. */
function kindOf(name: string, [title]: NamedSheet['rows']): MatterKind | undefined {
  const said = `${name} ${title?.cells.find(({ text }) => text !== '')?.text ?? ''}`;
  const kinds = (['component', 'event'] as const).filter((kind) => said.includes(MATTER_SHEET_NAMES[kind]));
  return kinds.length === 1 ? kinds[0] : undefined;
}

function place(
  plan: MatterPlan,
  draft: MatterDraft,
  { matters, units }: Known,
  { task }: Pick<ImportMatters, 'task'>,
): void {
  const { sheet, rows, kind, code, isBad, task: ownTask, ...content } = draft;
  const twin = plan.matters.find((other) => other.kind === kind && other.code === code);
  const before = matters.find((matter) => matter.kind === kind && matter.code === code);
  const named = [content.leadUnitName, content.supervisingUnitName, ...content.assistUnitNames].filter(Boolean);
  for (const unit of units === null ? [] : named.filter((name) => !units.includes(name))) {
    plan.problems.push({ ...ofSheet('unitUnknown', sheet), row: rows[0] ?? null, detail: { value: unit } });
  }
  if (twin) {
    const detail = { value: content.name, other: twin.name, otherRow: twin.rows[0] ?? 0 };
    plan.problems.push({ ...ofSheet('nameDiffers', sheet), row: rows[0] ?? null, column: 'smallClass', detail });
  }
  const parts = { ...content, task: ownTask ?? before?.task ?? task };
  const changes = before ? changesOf(before, parts) : [];
  const outcome = isBad || twin ? 'bad' : !before ? 'add' : changes.length > 0 ? 'update' : 'same';
  const { bigClass, standards, ...shown } = parts;
  plan.matters.push({
    ...{ sheet, rows, kind, code, outcome, changes, standardCount: standards.length },
    ...{ bigClassName: shown.bigClassName, name: shown.name, leadUnitName: shown.leadUnitName },
  });
  if (outcome === 'add') plan.adds.push(newMatter({ kind, code, ...parts }));
  if (outcome === 'update' && before) plan.updates.push({ matterId: before.id, parts: { ...shown, standards } });
}

function changesOf(before: Matter, parts: Pick<Matter, MatterPart>): MatterPart[] {
  return MatterPart.options.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(parts[part]));
}

/** What the sheet does not say is as usual. */
function newMatter(said: Pick<AddMatter, 'kind' | 'code' | 'bigClass' | MatterPart>): AddMatter {
  return { ...said, limits: DEFAULT_STAGE_LIMITS, level: 'general', fields: [], inGrid: true, disabled: false };
}

function ofSheet(code: MatterProblem['code'], sheet: string): MatterProblem {
  return { code, sheet, row: null, column: null, detail: {} };
}
