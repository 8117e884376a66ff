/**
 * The catalogue of matters (入格事项): what may be reported, when it is filed and closed,
 * who sees to it and within what time.
 *
 * Every change makes a version; what is open keeps the one it was filed under.
 */
import { z } from 'zod';
import { TimeLimit } from './time-limit.ts';

/** The field's two sheets: 事件, something that happens, and 部件, a thing that is there. Each has codes of its own. */
export const MatterKind = z.enum(['event', 'component']);
export type MatterKind = z.infer<typeof MatterKind>;

/** The centre's three tasks: 防控违法犯罪, 化解矛盾纠纷, 排除安全隐患. */
export const MatterTask = z.enum(['crime', 'dispute', 'hazard']);
export type MatterTask = z.infer<typeof MatterTask>;

/** 一般, 较大, 重大, 特别重大. */
export const MatterLevel = z.enum(['general', 'larger', 'major', 'extraordinary']);
export type MatterLevel = z.infer<typeof MatterLevel>;

const name = z.string().trim().min(1).max(40);
const unitName = z.string().trim().max(40);
const condition = z.string().trim().max(500);

/** 立结案标准: one of the cases that a matter comes as. `limitText` is as the sheet has it, whatever was read from it. */
const MatterStandard = z.strictObject({
  filingCondition: condition,
  closingCondition: condition,
  limitText: z.string().trim().max(40),
  handleLimit: TimeLimit,
});
export type MatterStandard = z.infer<typeof MatterStandard>;

/** `handle` is for what is filed under no standard. */
export const StageLimits = z.strictObject({
  accept: TimeLimit,
  dispatch: TimeLimit,
  sign: TimeLimit,
  handle: TimeLimit,
  check: TimeLimit,
});
export type StageLimits = z.infer<typeof StageLimits>;
export const Stage = StageLimits.keyof();
export type Stage = z.infer<typeof Stage>;

export const DEFAULT_STAGE_LIMITS: StageLimits = {
  accept: { amount: 15, unit: 'minute' },
  dispatch: { amount: 15, unit: 'minute' },
  sign: { amount: 30, unit: 'minute' },
  handle: { amount: 1, unit: 'day' },
  check: { amount: 30, unit: 'minute' },
};

export const FormFieldKind = z.enum(['text', 'number', 'choice', 'date', 'yesNo']);
export type FormFieldKind = z.infer<typeof FormFieldKind>;

/** What a report of this matter also asks for. */
export const FormField = z
  .strictObject({
    key: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/),
    label: name,
    kind: FormFieldKind,
    required: z.boolean(),
    choices: z.array(name).max(50),
  })
  .refine(({ kind, choices }) => (kind === 'choice') === choices.length > 0, { path: ['choices'] });
export type FormField = z.infer<typeof FormField>;

const MatterContent = z.strictObject({
  kind: MatterKind,
  /** 大类 and 小类 one after the other: `0103`. */
  code: z.string().regex(/^[0-9A-Z]{3,10}$/),
  bigClass: z.string().regex(/^[0-9A-Z]{2}$/),
  bigClassName: name,
  name,
  task: MatterTask,
  standards: z.array(MatterStandard).max(50),
  /** 处置单位; empty where none is named. */
  leadUnitName: unitName,
  /** 主管部门. */
  supervisingUnitName: unitName,
  assistUnitNames: z.array(name).max(20),
  limits: StageLimits,
  level: MatterLevel,
  fields: z
    .array(FormField)
    .max(30)
    .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length),
  /** 入格: seen to in the grid. What is not stays readable, and is not offered to grid members. */
  inGrid: z.boolean(),
  disabled: z.boolean(),
});
const codeFits = ({ code, bigClass }: { code: string; bigClass: string }) => code.startsWith(bigClass);

export const AddMatter = MatterContent.refine(codeFits, { path: ['code'] });
export type AddMatter = z.infer<typeof AddMatter>;

/** `version` is the one that was changed: somebody else's change in between is not overwritten. Kind and code stay. */
export const ChangeMatter = MatterContent.omit({ kind: true, code: true, bigClass: true })
  .partial()
  .extend({ version: z.int().min(1) });
export type ChangeMatter = z.infer<typeof ChangeMatter>;

export const Matter = z.object({
  ...MatterContent.shape,
  id: z.string(),
  version: z.int(),
  /** This version's. */
  changedAtMs: z.int(),
  changedBy: z.object({ personId: z.string().nullable(), name: z.string() }),
});
export type Matter = z.infer<typeof Matter>;

/** 小类代码: what follows the class. */
export function smallClassOf({ code, bigClass }: Pick<Matter, 'code' | 'bigClass'>): string {
  return code.slice(bigClass.length);
}
