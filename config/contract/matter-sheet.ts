/**
 * The catalogue as the field's nine-column sheet (立结案标准): its columns, and what
 * may be wrong with a row. Read and written by the server alone; the console puts
 * what is wrong into words.
 */
import { z } from 'zod';
import { MOST_SHEET_BYTES } from './camera-sheet.ts';
import { MatterKind, MatterTask } from './matter.ts';

/** The first nine in this order, A to I; `task` is ours, and may be missing. */
export const MatterColumn = z.enum([
  'bigClass',
  'bigClassName',
  'smallClass',
  'name',
  'leadUnit',
  'supervisingUnit',
  'filing',
  'closing',
  'limit',
  'task',
]);
export type MatterColumn = z.infer<typeof MatterColumn>;

export const MATTER_HEADINGS: Record<MatterColumn, string> = {
  bigClass: '大类代码',
  bigClassName: '大类名称',
  smallClass: '小类代码',
  name: '小类名称',
  leadUnit: '处置单位',
  supervisingUnit: '主管部门',
  filing: '立案条件',
  closing: '结案条件',
  limit: '处置时限',
  task: '综治任务',
};

export const MATTER_SHEET_NAMES: Record<MatterKind, string> = { component: '部件', event: '事件' };

export const MATTER_TASK_WORDS: Record<MatterTask, string> = {
  crime: '防控违法犯罪',
  dispute: '化解矛盾纠纷',
  hazard: '排除安全隐患',
};

export const MOST_MATTER_ROWS = 2_000;

const MatterProblemCode = z.enum([
  // Of the file or a sheet of it.
  'tooLarge',
  'notSheet',
  'oldFormat',
  'badEncoding',
  'openQuote',
  'empty',
  'tooManyRows',
  'headingMissing',
  'headingTwice',
  // Of a cell.
  'formula',
  'tooLong',
  'missing',
  'bigClassWrong',
  'smallClassWrong',
  'taskUnknown',
  // Of rows among each other.
  'nameDiffers',
  'bigClassNameDiffers',
  'taskDiffers',
  'smallClassMissing',
  'tooManyStandards',
  'tooManyUnits',
  // Said, and no error: nothing is held up by these.
  'limitUnread',
  'limitMissing',
  'conditionMissing',
  'codePadded',
  'unitDiffers',
  'unitUnknown',
  'emptyLine',
  'sheetIgnored',
]);
type MatterProblemCode = z.infer<typeof MatterProblemCode>;
const NO_ERROR: readonly MatterProblemCode[] = [
  'limitUnread',
  'limitMissing',
  'conditionMissing',
  'codePadded',
  'unitDiffers',
  'unitUnknown',
  'emptyLine',
  'sheetIgnored',
];

export const MatterProblem = z.object({
  code: MatterProblemCode,
  /** Its name; empty for a CSV. */
  sheet: z.string(),
  /** As the spreadsheet counts them; null for the sheet as a whole. */
  row: z.int().nullable(),
  column: MatterColumn.nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type MatterProblem = z.infer<typeof MatterProblem>;

export function isMatterError({ code }: Pick<MatterProblem, 'code'>): boolean {
  return !NO_ERROR.includes(code);
}

export const ImportMatters = z.strictObject({
  fileName: z.string().max(200),
  /** Base64. */
  file: z.base64().max(Math.ceil((MOST_SHEET_BYTES * 4) / 3) + 4),
  /** Of a sheet that does not say by its name which of the two it is. */
  kind: MatterKind,
  /** Of what is new, where the sheet does not say it. */
  task: MatterTask,
});
export type ImportMatters = z.infer<typeof ImportMatters>;

export const MatterPart = z.enum([
  'bigClassName',
  'name',
  'task',
  'leadUnitName',
  'supervisingUnitName',
  'assistUnitNames',
  'standards',
]);
export type MatterPart = z.infer<typeof MatterPart>;

export const MatterImportPreview = z.object({
  matters: z.array(
    z.object({
      sheet: z.string(),
      /** The rows it stands in. */
      rows: z.array(z.int()),
      kind: MatterKind,
      code: z.string(),
      bigClassName: z.string(),
      name: z.string(),
      leadUnitName: z.string(),
      standardCount: z.int(),
      outcome: z.enum(['add', 'update', 'same', 'bad']),
      /** Of an update. */
      changes: z.array(MatterPart),
    }),
  ),
  problems: z.array(MatterProblem),
});
export type MatterImportPreview = z.infer<typeof MatterImportPreview>;

export const MatterImportOutcome = z.object({ added: z.int(), updated: z.int(), same: z.int() });
export type MatterImportOutcome = z.infer<typeof MatterImportOutcome>;
