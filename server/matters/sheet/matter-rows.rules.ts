/**
 * Reads the rows of a nine-column sheet into matters. Pure.
 *
 * What is blank in A to F is what stands above it; several rows of one small class
 * are its standards. A merged cell says the same in every row it covers.
 */
import { type Matter, type MatterKind, MatterTask } from '../../../config/contract/matter.ts';
import {
  isMatterError,
  MATTER_TASK_WORDS,
  MatterColumn,
  type MatterProblem,
} from '../../../config/contract/matter-sheet.ts';
import { FALLBACK_LIMIT, parseTimeLimit } from '../../../config/contract/time-limit.ts';
import type { MatterCells, MatterTable } from './matter-table.rules.ts';

export type MatterDraft = Pick<
  Matter,
  | 'kind'
  | 'code'
  | 'bigClass'
  | 'bigClassName'
  | 'name'
  | 'leadUnitName'
  | 'supervisingUnitName'
  | 'assistUnitNames'
  | 'standards'
> & { sheet: string; rows: number[]; task: MatterTask | undefined; isBad: boolean };

type Say = (code: MatterProblem['code'], column: MatterColumn | null, detail?: MatterProblem['detail']) => void;
type Above = {
  bigClass: string;
  bigClassName: string;
  smallClass: string;
  name: string;
  leadUnit: string;
  supervisingUnit: string;
};

const INHERITED = ['bigClass', 'bigClassName', 'smallClass', 'name', 'leadUnit', 'supervisingUnit'] as const;
const LONGEST: Partial<Record<MatterColumn, number>> = {
  bigClassName: 40,
  name: 40,
  supervisingUnit: 40,
  filing: 500,
  closing: 500,
  limit: 40,
};
const MOST_STANDARDS = 50;
const MOST_UNITS = 20;
/** How a sheet says that there is none, where a blank would be what stands above. */
export const NO_UNIT = '无';
const NONE = [NO_UNIT, '-', '—', '/', '——'];

export function readMatterRows(
  table: MatterTable,
  { sheet, kind }: { sheet: string; kind: MatterKind },
): { drafts: MatterDraft[]; problems: MatterProblem[] } {
  const drafts = new Map<string, MatterDraft>();
  const classNames = new Map<string, { name: string; row: number }>();
  const problems: MatterProblem[] = [];
  let above: Above = { bigClass: '', bigClassName: '', smallClass: '', name: '', leadUnit: '', supervisingUnit: '' };

  for (const { row, cells } of table.rows) {
    let isBad = false;
    const say: Say = (code, column, detail = {}) => {
      isBad ||= isMatterError({ code });
      problems.push({ code, sheet, row, column, detail });
    };
    if (Object.values(cells).every((cell) => !cell.text && !cell.merged && cell.flaw !== 'formula')) {
      say('emptyLine', null);
      continue;
    }
    sayFlaws(cells, say);
    const here = inherit(cells, above, say);
    if (!here) continue;
    above = here;

    const code = codeOf(here, say);
    const className = classNames.get(here.bigClass) ?? { name: here.bigClassName, row };
    classNames.set(here.bigClass, className);
    if (className.name !== here.bigClassName) {
      say('bigClassNameDiffers', 'bigClassName', {
        value: here.bigClassName,
        other: className.name,
        otherRow: className.row,
      });
    }
    const draft = drafts.get(code) ?? newDraft({ sheet, kind, code, here, say });
    drafts.set(code, draft);
    sayDifferences(draft, here, say);
    addStandard(draft, cells, say);
    addTask(draft, cells, say);
    draft.rows.push(row);
    draft.isBad ||= isBad;
  }
  return { drafts: [...drafts.values()], problems };
}

function sayFlaws(cells: MatterCells, say: Say): void {
  for (const column of MatterColumn.options) {
    const cell = cells[column];
    if (!cell) continue;
    const most = LONGEST[column];
    if (cell.flaw === 'formula') say('formula', column);
    if (most !== undefined && cell.text.length > most) say('tooLong', column, { length: cell.text.length, most });
  }
}

/** Undefined when the row cannot be told from the one above it, or from none. */
function inherit(cells: MatterCells, above: Above, say: Say): Above | undefined {
  const own = (column: (typeof INHERITED)[number]) => textIn(cells, column);
  const bigClass = padded(own('bigClass'), 'bigClass', say) || above.bigClass;
  const isNewClass = bigClass !== above.bigClass;
  const smallClass = padded(own('smallClass'), 'smallClass', say);
  const isNamedAnew = own('name') !== '' && own('name') !== above.name;
  if (smallClass === '' && (isNewClass || isNamedAnew)) {
    say('smallClassMissing', 'smallClass', { name: own('name') || bigClass });
    return undefined;
  }
  const isNewMatter = isNewClass || (smallClass !== '' && smallClass !== above.smallClass);
  const here: Above = {
    bigClass,
    bigClassName: own('bigClassName') || (isNewClass ? '' : above.bigClassName),
    smallClass: smallClass || above.smallClass,
    name: own('name') || (isNewMatter ? '' : above.name),
    leadUnit: own('leadUnit') || above.leadUnit,
    supervisingUnit: own('supervisingUnit') || above.supervisingUnit,
  };
  const absent = (['bigClass', 'bigClassName', 'smallClass', 'name'] as const).filter((column) => here[column] === '');
  for (const column of absent) say('missing', column);
  return absent.length === 0 ? here : undefined;
}

/** A merged cell covers more rows than the one it is written in. */
function textIn(cells: MatterCells, column: MatterColumn): string {
  return cells[column]?.text || cells[column]?.merged || '';
}

/** Spreadsheets make a number of `01`. */
function padded(text: string, column: MatterColumn, say: Say): string {
  if (!/^\d$/.test(text)) return text.toUpperCase();
  say('codePadded', column, { value: text, becomes: `0${text}` });
  return `0${text}`;
}

/** Some sheets write the whole code as that of the small class. */
export function isWholeCode(smallClass: string, bigClass: string): boolean {
  return smallClass.length >= 4 && smallClass.startsWith(bigClass);
}

function codeOf({ bigClass, smallClass }: Above, say: Say): string {
  if (!/^[0-9A-Z]{2}$/.test(bigClass)) say('bigClassWrong', 'bigClass', { value: bigClass });
  else if (!/^[0-9A-Z]{1,8}$/.test(smallClass)) say('smallClassWrong', 'smallClass', { value: smallClass });
  return isWholeCode(smallClass, bigClass) ? smallClass : `${bigClass}${smallClass}`;
}

type NewDraft = { sheet: string; kind: MatterKind; code: string; here: Above; say: Say };

function newDraft({ sheet, kind, code, here, say }: NewDraft): MatterDraft {
  const [leadUnitName = '', ...assistUnitNames] = unitsIn(here.leadUnit);
  const [supervisingUnitName = ''] = unitsIn(here.supervisingUnit);
  if (assistUnitNames.length > MOST_UNITS) say('tooManyUnits', 'leadUnit', { most: MOST_UNITS });
  const long = [leadUnitName, ...assistUnitNames].find((unit) => unit.length > 40);
  if (long) say('tooLong', 'leadUnit', { length: long.length, most: 40 });
  return {
    ...{ sheet, kind, code, bigClass: here.bigClass, bigClassName: here.bigClassName, name: here.name },
    ...{ leadUnitName, supervisingUnitName, assistUnitNames, standards: [], rows: [], task: undefined, isBad: false },
  };
}

/** The first sees to it, the others assist. */
function unitsIn(text: string): string[] {
  return text
    .split(/[、,，;；]/)
    .map((unit) => unit.trim())
    .filter((unit) => unit !== '' && !NONE.includes(unit));
}

function sayDifferences(draft: MatterDraft, here: Above, say: Say): void {
  const [otherRow] = draft.rows;
  if (otherRow === undefined) return;
  if (draft.name !== here.name) say('nameDiffers', 'name', { value: here.name, other: draft.name, otherRow });
  const units = [draft.leadUnitName, ...draft.assistUnitNames].filter(Boolean);
  if (unitsIn(here.leadUnit).join('、') !== units.join('、')) {
    say('unitDiffers', 'leadUnit', { value: here.leadUnit, other: units.join('、') || NO_UNIT, otherRow });
  }
}

function addStandard(draft: MatterDraft, cells: MatterCells, say: Say): void {
  const [filingCondition, closingCondition, limitText] = [
    textIn(cells, 'filing'),
    textIn(cells, 'closing'),
    textIn(cells, 'limit'),
  ];
  if (!filingCondition && !closingCondition && !limitText) {
    say('conditionMissing', null);
    return;
  }
  if (!filingCondition) say('conditionMissing', 'filing');
  if (!closingCondition) say('conditionMissing', 'closing');
  const limit = parseTimeLimit(limitText);
  if (!limitText) say('limitMissing', 'limit');
  else if (!limit) say('limitUnread', 'limit', { value: limitText });
  if (draft.standards.length === MOST_STANDARDS) say('tooManyStandards', null, { most: MOST_STANDARDS });
  draft.standards.push({ filingCondition, closingCondition, limitText, handleLimit: limit ?? FALLBACK_LIMIT });
}

function addTask(draft: MatterDraft, cells: MatterCells, say: Say): void {
  const text = textIn(cells, 'task');
  if (text === '') return;
  const task = MatterTask.options.find((each) => MATTER_TASK_WORDS[each] === text);
  if (!task) say('taskUnknown', 'task', { value: text });
  else if (draft.task && draft.task !== task) say('taskDiffers', 'task', { value: text, otherRow: draft.rows[0] ?? 0 });
  else draft.task = task;
}
