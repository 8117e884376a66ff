/** The catalogue as the nine-column sheet, so that it is the same when it is taken in again. Pure. */
import { type Matter, type MatterKind, smallClassOf } from '../../../config/contract/matter.ts';
import {
  MATTER_HEADINGS,
  MATTER_SHEET_NAMES,
  MATTER_TASK_WORDS,
  MatterColumn,
} from '../../../config/contract/matter-sheet.ts';
import { FALLBACK_LIMIT, parseTimeLimit, type TimeLimit, timeLimitText } from '../../../config/contract/time-limit.ts';
import { isWholeCode, NO_UNIT } from './matter-rows.rules.ts';

export const MATTER_WIDTHS = [10, 18, 10, 22, 20, 16, 44, 44, 16, 16];

const NO_CONDITION = { filing: '', closing: '', limit: '' };
const BLANK: Record<MatterColumn, string> = {
  ...{ bigClass: '', bigClassName: '', smallClass: '', name: '', leadUnit: '', supervisingUnit: '' },
  ...{ ...NO_CONDITION, task: '' },
};

type Wish = { kind: MatterKind; withTask: boolean };

/** Title, headings, and a row for each standard; a small class is named once. */
export function matterRows(matters: readonly Matter[], { kind, withTask }: Wish): string[][] {
  const columns = MatterColumn.options.filter((column) => withTask || column !== 'task');
  const rows = matters
    .filter((matter) => matter.kind === kind)
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
    .flatMap(rowsOf);
  return [
    [`${MATTER_SHEET_NAMES[kind]}立结案标准`],
    columns.map((column) => MATTER_HEADINGS[column]),
    ...rows.map((row) => columns.map((column) => row[column])),
  ];
}

function rowsOf(matter: Matter): Record<MatterColumn, string>[] {
  const { bigClass, bigClassName, name, leadUnitName, assistUnitNames, supervisingUnitName, task } = matter;
  const units = [leadUnitName, ...assistUnitNames].filter(Boolean).join('、');
  const first = {
    ...{ bigClass, bigClassName, smallClass: smallClassIn(matter), name },
    ...{ leadUnit: units || NO_UNIT, supervisingUnit: supervisingUnitName || NO_UNIT, task: MATTER_TASK_WORDS[task] },
  };
  const [standard, ...others] = matter.standards.map(
    ({ filingCondition, closingCondition, limitText, handleLimit }) => ({
      filing: filingCondition,
      closing: closingCondition,
      limit: limitIn(limitText, handleLimit),
    }),
  );
  return [{ ...first, ...(standard ?? NO_CONDITION) }, ...others.map((other) => ({ ...BLANK, ...other }))];
}

/** One that would be read as a whole code is written as the whole code. */
function smallClassIn(matter: Matter): string {
  const smallClass = smallClassOf(matter);
  return isWholeCode(smallClass, matter.bigClass) ? matter.code : smallClass;
}

/** As the sheet had it, where that is still what counts. */
function limitIn(text: string, limit: TimeLimit): string {
  const read = parseTimeLimit(text) ?? FALLBACK_LIMIT;
  return read.amount === limit.amount && read.unit === limit.unit ? text : timeLimitText(limit);
}
